import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import type { Runbook } from '#shared/domain/runbook.ts';
import { Button, Dialog, ErrorNote, Skeleton } from '../../components/index.ts';
import { isUnsaved, type RunbookEditor as Opened, useStore } from '../../store/index.ts';
import type { CodeEditor } from './code-editor.ts';
import { FileNotes } from './FileNotes.tsx';
import { ProblemList } from './ProblemList.tsx';
import { SaveBar } from './SaveBar.tsx';
import { SidePane } from './SidePane.tsx';
import { useChecking } from './use-checking.ts';
import { useKeptText } from './use-kept-text.ts';

/** Few people edit in a session: what the editor is made of is fetched when somebody does. */
const TextEditor = lazy(async () => ({ default: (await import('./TextEditor.tsx')).TextEditor }));

const none: Runbook['problems'] = [];

/** The runbook that is edited, over whatever is on the screen; nothing while none is. */
export function RunbookEditor() {
  const id = useStore((state) => state.runbookEditor?.id);
  return id === undefined ? null : <EditorDialog key={id} />;
}

function EditorDialog() {
  const closeRunbookEditor = useStore((state) => state.closeRunbookEditor);
  const unsaved = useStore(({ runbookEditor }) => runbookEditor !== undefined && isUnsaved(runbookEditor));
  const title = useStore(({ runbookEditor }) => titleOf(runbookEditor));
  const place = useStore(({ runbookEditor: open }) =>
    open?.runbookId === undefined ? 'A new runbook, in no file yet' : open.source?.path,
  );
  const unreadable = useStore(({ runbookEditor }) => runbookEditor?.unreadable);
  const ready = useStore(
    ({ runbookEditor }) => runbookEditor !== undefined && (!runbookEditor.runbookId || !!runbookEditor.source),
  );
  const problems = useStore(({ runbookEditor: open }) => (open?.checked?.ok ? open.checked.value.problems : none));
  const [leaving, setLeaving] = useState(false);
  const editor = useRef<CodeEditor>(null);
  const checking = useChecking(ready);
  const { restored, forget } = useKeptText(ready);
  useFollowedFile();

  const close = () => (unsaved ? setLeaving(true) : closeRunbookEditor());
  const goTo = (line: number) => editor.current?.goTo(line);
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && close()}
      title={title}
      description={place && <span className="font-mono text-small wrap-anywhere">{place}</span>}
      size="wide"
      footer={
        ready ? (
          <SaveBar
            leaving={leaving && unsaved}
            onStay={() => {
              setLeaving(false);
              editor.current?.focus();
            }}
            onDiscard={() => {
              forget();
              closeRunbookEditor();
            }}
            onClose={close}
          />
        ) : (
          <Button size="medium" onClick={close}>
            Close
          </Button>
        )
      }
    >
      {unreadable && <ErrorNote message={unreadable.message} action={unreadable.action} />}
      {!ready && !unreadable && <Skeleton className="h-80" />}
      {ready && (
        <div className="flex h-[calc(92vh-9.5rem)] min-h-0 flex-col gap-2">
          <FileNotes restored={restored} onForget={forget} />
          <div className="grid min-h-0 flex-1 grid-cols-[minmax(0,3fr)_minmax(0,2fr)] gap-4">
            <div className="flex min-h-0 flex-col overflow-hidden rounded-md border border-edge focus-within:border-accent">
              <div className="min-h-0 flex-1">
                <Suspense fallback={<Skeleton className="m-3 h-40" />}>
                  <TextEditor problems={problems} handle={editor} />
                </Suspense>
              </div>
              <ProblemList problems={problems} checking={checking} onGoTo={goTo} />
            </div>
            <SidePane onGoTo={goTo} />
          </div>
        </div>
      )}
    </Dialog>
  );
}

function titleOf(editor: Opened | undefined): string {
  const checked = editor?.checked?.ok ? editor.checked.value.title : undefined;
  return checked || editor?.title || 'Runbook';
}

/** The library tells when a file of it has changed; the one that is open is looked at then. */
function useFollowedFile(): void {
  const library = useStore((state) => state.library);
  const lookAtRunbookFile = useStore((state) => state.lookAtRunbookFile);
  const first = useRef(library);
  useEffect(() => {
    if (library !== first.current) void lookAtRunbookFile();
  }, [library, lookAtRunbookFile]);
}
