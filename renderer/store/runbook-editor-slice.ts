import type { StateCreator } from 'zustand';
import type { Client, RunbookSource } from '#shared/contract/index.ts';
import { type Outcome, type Problem, succeed } from '#shared/domain/outcome.ts';
import type { Runbook } from '#shared/domain/runbook.ts';
import { servicesSilent } from './services-silent.ts';

/** What is to be edited: a runbook of the library, or a text that has no file yet. */
export type EditorOpening =
  | { readonly runbookId: string; readonly title: string; readonly learned?: string }
  | { readonly title: string; readonly text: string; readonly learned?: string };

export interface RunbookEditor {
  /** Another one for each opening. */
  readonly id: number;
  /** Absent: it has no file yet. */
  readonly runbookId: string | undefined;
  /** As it was called when it was opened. */
  readonly title: string;
  /** Markdown: what is to be written in. */
  readonly learned: string | undefined;
  /** The file that the text began from; undefined while it is read, and without a file. */
  readonly source: RunbookSource | undefined;
  /** What the file has become elsewhere since, while the text here is not saved. */
  readonly newer: RunbookSource | undefined;
  readonly text: string;
  /** What it was opened with, where it has no file. */
  readonly draft: string;
  /** Why the file could not be read; there is nothing to edit then. */
  readonly unreadable: Problem | undefined;
  /** Why it was not saved. */
  readonly problem: Problem | undefined;
  readonly saving: boolean;
  /** UTC ms. */
  readonly savedAt: number | undefined;
  /** What `checkedText` is as a runbook. */
  readonly checked: Outcome<Runbook> | undefined;
  readonly checkedText: string | undefined;
}

export interface RunbookEditorSlice {
  readonly runbookEditor: RunbookEditor | undefined;
  /** Does nothing while a text that is not saved is open. */
  openRunbookEditor(opening: EditorOpening): Promise<void>;
  /** Opens a draft made of the commands of an incident. */
  draftRunbook(incidentId: string): Promise<Outcome<unknown>>;
  writeRunbookText(text: string): void;
  checkRunbookText(): Promise<void>;
  /** Saves to the file that it was read from. */
  saveRunbook(): Promise<boolean>;
  /** Saves as a new file in the team's folder, which it is from then on. */
  saveRunbookAs(name: string): Promise<boolean>;
  /** The library has changed: reads the file again, and takes it where nothing here would be lost. */
  lookAtRunbookFile(): Promise<void>;
  /** Decides between the file as it is now and the text here, which saving then puts in its place. */
  settleRunbookText(keep: 'mine' | 'theirs'): void;
  closeRunbookEditor(): void;
}

/** Whether something was typed that is in no file. */
export function isUnsaved({ text, source, draft }: RunbookEditor): boolean {
  return text !== (source?.text ?? draft);
}

const CHANGED = 'changed-outside';

/** The runbook editor's part of the store: one text at a time, the file it came from, and what both are. */
export function createRunbookEditorSlice(
  client: Client,
  now: () => number,
): StateCreator<RunbookEditorSlice, [], [], RunbookEditorSlice> {
  return (set, get) => {
    let count = 0;
    /** Changes the editor that was open when something was asked for, if it still is. */
    const change = (id: number, changes: Partial<RunbookEditor>) =>
      set(({ runbookEditor: open }) => (open?.id === id ? { runbookEditor: { ...open, ...changes } } : {}));
    const readFile = (runbookId: string) => client.runbooks.source({ runbookId }).catch(servicesSilent);

    const save = async (
      write: (editor: RunbookEditor) => Promise<Outcome<{ readonly revision: string; readonly runbookId?: string }>>,
    ): Promise<boolean> => {
      const editor = get().runbookEditor;
      if (!editor || editor.saving) return false;
      change(editor.id, { saving: true, problem: undefined });
      const answer = await write(editor);
      const runbookId = answer.ok ? (answer.value.runbookId ?? editor.runbookId) : undefined;
      if (!answer.ok || runbookId === undefined) {
        change(editor.id, { saving: false, problem: answer.ok ? undefined : answer.error });
        if (!answer.ok && answer.error.code === CHANGED) await get().lookAtRunbookFile();
        return false;
      }
      // As the file has it now: its encoding and its place may be new.
      const read = await readFile(runbookId);
      const source = read.ok ? read.value : editor.source;
      change(editor.id, {
        saving: false,
        savedAt: now(),
        runbookId,
        source: source && { ...source, text: editor.text, revision: answer.value.revision },
        newer: undefined,
      });
      return true;
    };

    return {
      runbookEditor: undefined,

      async openRunbookEditor(opening) {
        const former = get().runbookEditor;
        if (former && isUnsaved(former)) return;
        count += 1;
        const id = count;
        const runbookId = 'runbookId' in opening ? opening.runbookId : undefined;
        const draft = 'text' in opening ? opening.text : '';
        set({
          runbookEditor: {
            id,
            runbookId,
            title: opening.title,
            learned: opening.learned,
            text: draft,
            draft,
            source: undefined,
            newer: undefined,
            unreadable: undefined,
            problem: undefined,
            saving: false,
            savedAt: undefined,
            checked: undefined,
            checkedText: undefined,
          },
        });
        if (runbookId === undefined) return;
        const answer = await readFile(runbookId);
        if (answer.ok) change(id, { source: answer.value, text: answer.value.text });
        else change(id, { unreadable: answer.error });
      },

      async draftRunbook(incidentId) {
        const answer = await client.runbooks.fromIncident({ incidentId }).catch(servicesSilent);
        if (answer.ok) await get().openRunbookEditor(answer.value);
        return answer;
      },

      writeRunbookText(text) {
        const editor = get().runbookEditor;
        if (editor) change(editor.id, { text });
      },

      async checkRunbookText() {
        const editor = get().runbookEditor;
        if (!editor) return;
        const { id, text, runbookId } = editor;
        const answer = await client.runbooks
          .check({ text, ...(runbookId !== undefined && { runbookId }) })
          .catch(servicesSilent);
        change(id, { checkedText: text, checked: answer.ok ? succeed(answer.value.runbook) : answer });
      },

      saveRunbook: () =>
        save(({ runbookId = '', source, text }) =>
          client.runbooks.save({ runbookId, revision: source?.revision ?? '', text }).catch(servicesSilent),
        ),

      saveRunbookAs: (name) => save(({ text }) => client.runbooks.create({ name, text }).catch(servicesSilent)),

      async lookAtRunbookFile() {
        const asked = get().runbookEditor;
        if (asked?.runbookId === undefined || asked.saving) return;
        const answer = await readFile(asked.runbookId);
        const editor = get().runbookEditor;
        // What was saved meanwhile is newer than the answer.
        if (!answer.ok || editor?.id !== asked.id || editor.saving || editor.source !== asked.source) return;
        const { revision } = answer.value;
        if (revision === editor.source?.revision) change(editor.id, { newer: undefined });
        else if (isUnsaved(editor)) change(editor.id, { newer: answer.value });
        else change(editor.id, { source: answer.value, text: answer.value.text, unreadable: undefined });
      },

      settleRunbookText(keep) {
        const editor = get().runbookEditor;
        if (!editor?.newer) return;
        const { id, newer } = editor;
        const theirs = keep === 'theirs' ? { text: newer.text } : {};
        change(id, { source: newer, newer: undefined, problem: undefined, ...theirs });
      },

      closeRunbookEditor() {
        set({ runbookEditor: undefined });
      },
    };
  };
}
