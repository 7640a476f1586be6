import { fail, type Outcome, succeed } from '#shared/domain/outcome.ts';
import type { Recorder } from '../incidents/recorder.ts';
import { type RunbookContent, type RunbookReader, readRunbookInSlices } from './library/content.ts';

/** So many texts are kept read: one incident follows few runbooks at a time. */
const MAX_KEPT = 8;

interface AttachedReader extends RunbookReader {
  /** Blocks of a runbook that a person has treated as shell. */
  readonly shellIds: (runbookId: string) => ReadonlySet<string>;
}

export type AttachedTexts = ReturnType<typeof createAttachedTexts>;

/**
 * Runbooks as they were when they were attached: the steps that are followed are those of that text, whatever becomes
 * of the file.
 */
export function createAttachedTexts(recorder: Pick<Recorder, 'incident' | 'getBlob'>, reader: AttachedReader) {
  const kept = new Map<string, RunbookContent>();

  return {
    /** Has the texts read anew: what they are judged by has changed. */
    forget: (): void => kept.clear(),
    /** The text of `runbookId` in this incident, with the blob that holds it. */
    async read(
      incidentId: string,
      runbookId: string,
    ): Promise<Outcome<{ readonly content: RunbookContent; readonly blob: string }, AttachedProblem>> {
      const incident = recorder.incident(incidentId);
      if (!incident) {
        return fail('unknown-incident', 'There is no such incident here.', 'Open it from the list of incidents.');
      }
      const attached = incident.runbooks.find((one) => one.runbookId === runbookId);
      if (!attached) {
        return fail(
          'not-attached',
          "The runbook is not attached to this incident, so its steps can't be recorded.",
          'Attach it first.',
        );
      }
      const { blob, title } = attached;
      const shellIds = reader.shellIds(runbookId);
      const key = [runbookId, blob, ...shellIds].join(' ');
      const known = kept.get(key);
      if (known) return succeed({ content: known, blob });
      const bytes = recorder.getBlob(blob);
      if (!bytes.ok) {
        return fail(
          'unreadable',
          `The text of "${title}" that was attached is ${bytes.error.code}.`,
          'Attach the runbook again; the damaged text stays as it is.',
        );
      }
      const file = { id: runbookId, bytes: bytes.value, fallbackTitle: title, shellIds };
      const content = await readRunbookInSlices(file, reader);
      if (!content.ok) return content;
      kept.set(key, content.value);
      const [oldest] = kept.keys();
      if (kept.size > MAX_KEPT && oldest !== undefined) kept.delete(oldest);
      return succeed({ content: content.value, blob });
    },
  };
}

type AttachedProblem = 'unknown-incident' | 'not-attached' | 'unreadable';
