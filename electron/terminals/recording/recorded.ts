import { readFileSync } from 'node:fs';
import type { EventDraft } from '#shared/domain/events/index.ts';
import { fail, type Problem } from '#shared/domain/outcome.ts';
import type { Recorder, RecorderProblemCode } from '../../incidents/recorder.ts';
import { createRecordings, type Recordings, type RecordingsDependencies } from './recordings.ts';

export interface RecordedDependencies extends Omit<RecordingsDependencies, 'events' | 'keepBlob'> {
  readonly recorder: Pick<Recorder, 'record' | 'putBlob'>;
  /** What could not be kept. */
  readonly onNotSaved: (problem: Problem<RecorderProblemCode>) => void;
}

/** Recordings that end as evidence of their incident, or of the desk where that incident is no longer known. */
export function createRecordedRecordings(dependencies: RecordedDependencies): Recordings {
  const { recorder, onNotSaved } = dependencies;
  const record = (incidentId: string | undefined, draft: EventDraft): boolean => {
    const saved = recorder.record(incidentId, [draft], 'system');
    if (saved.ok) return true;
    if (saved.error.code === 'unknown-incident' && incidentId !== undefined) return record(undefined, draft);
    onNotSaved(saved.error);
    return false;
  };
  return createRecordings({
    ...dependencies,
    // A file is no larger than one of its parts.
    keepBlob: (path) => recorder.putBlob(readFileSync(path)),
    events: {
      stopped({ incidentId, ...payload }) {
        record(incidentId, { kind: 'recordingStopped', payload });
      },
      sealed({ incidentId, ...payload }) {
        return record(incidentId, { kind: 'transcriptSealed', payload });
      },
      notSealed({ path, message }) {
        const what = `The recording ${path} could not be kept as evidence: ${message}.`;
        onNotSaved(fail('not-saved', what, 'It stays there, and the next start tries again.').error);
      },
    },
  });
}
