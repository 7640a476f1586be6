import type { StateCreator } from 'zustand';
import { type Client, IMPORT_PART_BYTES, type ImportCode, type Imported } from '#shared/contract/index.ts';
import { fail, type Problem } from '#shared/domain/outcome.ts';
import { type ServiceProblemCode, servicesSilent } from './services-silent.ts';
import { toBase64 } from './to-base64.ts';

export type ImportProblem = Problem<ImportCode | ServiceProblemCode | 'no-upload' | 'wrong-part' | 'several-files'>;

/** An incident file on its way into the record. `sent` and `total` are bytes. */
export type ImportTask =
  | { readonly kind: 'idle' }
  | { readonly kind: 'sending'; readonly name: string; readonly sent: number; readonly total: number }
  | { readonly kind: 'checking'; readonly name: string }
  | { readonly kind: 'taking-in'; readonly name: string; readonly events: number }
  | { readonly kind: 'done'; readonly name: string; readonly value: Imported }
  | { readonly kind: 'failed'; readonly name: string; readonly problem: ImportProblem };

/** What is used of a `File` that somebody chose or dropped. */
type ChosenFile = Pick<File, 'name' | 'size' | 'slice'>;

export interface ImportsSlice {
  readonly importTask: ImportTask;
  /** Sends the one file to the services, which take in all of it or nothing. */
  importFiles(files: readonly ChosenFile[]): Promise<void>;
  /** Gives up what is not written yet, and forgets what was said of the last one. */
  clearImport(): void;
}

/** Taking in an incident that another data directory exported. */
export function createImportsSlice(client: Client): StateCreator<ImportsSlice, [], [], ImportsSlice> {
  return (set, get) => {
    let leaving = new AbortController();

    /** Sends all of it, part after part. Undefined once it is there, or given up. */
    async function sendParts(file: ChosenFile, uploadId: string, signal: AbortSignal, onSent: (bytes: number) => void) {
      for (let part = 0; part * IMPORT_PART_BYTES < file.size && !signal.aborted; part += 1) {
        const piece = await readPart(file, part);
        if (piece === undefined) {
          const message = `${file.name} cannot be read, or changed while it was read.`;
          return fail('unreadable', message, 'See that it is still there, then choose it again.');
        }
        const answer = await client.imports.part({ uploadId, part, bytes: toBase64(piece) }, { signal });
        if (!answer.ok) return answer;
        // After the last one its next step is on its way, or was already said.
        if (answer.value.received < file.size) onSent(answer.value.received);
      }
      return undefined;
    }

    return {
      importTask: { kind: 'idle' },

      async importFiles(files) {
        get().clearImport();
        const [file] = files;
        if (file === undefined) return;
        const { name, size } = file;
        if (files.length > 1) {
          const { error } = fail('several-files', 'An incident is one file.', 'Import them one after the other.');
          set({ importTask: { kind: 'failed', name: `${files.length} files`, problem: error } });
          return;
        }
        const mine = new AbortController();
        leaving = mine;
        const { signal } = mine;
        const show = (importTask: ImportTask) => {
          if (!signal.aborted) set({ importTask });
        };
        const giveUp = (problem: ImportProblem) => {
          show({ kind: 'failed', name, problem });
          mine.abort();
        };
        const sending = (sent: number): ImportTask => ({ kind: 'sending', name, sent, total: size });
        show(sending(0));
        try {
          for await (const state of await client.imports.receive({ bytes: size }, { signal })) {
            if (state.kind === 'sending') {
              sendParts(file, state.uploadId, signal, (sent) => show(sending(sent))).then(
                (refused) => refused && giveUp(refused.error),
                (error) => giveUp(servicesSilent(error).error),
              );
            } else if (state.kind !== 'done') {
              show({ ...state, name });
            } else if (state.outcome.ok) {
              show({ kind: 'done', name, value: state.outcome.value });
              return;
            } else {
              return giveUp(state.outcome.error);
            }
          }
          giveUp(servicesSilent().error);
        } catch (error) {
          giveUp(get().importTask.kind === 'taking-in' ? lostWhileWriting() : servicesSilent(error).error);
        }
      },

      clearImport() {
        leaving.abort();
        set({ importTask: { kind: 'idle' } });
      },
    };
  };
}

/** Whoever heard nothing more does not know which of the two it was. */
function lostWhileWriting(): ImportProblem {
  return fail(
    'not-connected',
    'The connection was lost while the events were written: all of them are here, or none.',
    'Import the file once more. What is here already is skipped.',
  ).error;
}

/** Undefined for a file that is gone, a folder, or one that changed since it was chosen. */
async function readPart(file: ChosenFile, part: number): Promise<Uint8Array | undefined> {
  try {
    const piece = file.slice(part * IMPORT_PART_BYTES, (part + 1) * IMPORT_PART_BYTES);
    return new Uint8Array(await piece.arrayBuffer());
  } catch {
    return undefined;
  }
}
