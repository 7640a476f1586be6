import type { EventDraft } from '#shared/domain/events/index.ts';
import { fail, type Problem } from '#shared/domain/outcome.ts';
import type { Recorder, RecorderProblemCode } from '../../incidents/recorder.ts';
import type { RecordingEvents } from './index.ts';

/** Writes what recordings tell into the record: of their incident, or the desk's where that is no longer known. */
export function createJournalEvents(
  recorder: Pick<Recorder, 'record'>,
  onNotSaved: (problem: Problem<RecorderProblemCode>) => void,
): RecordingEvents {
  const record = (incidentId: string | undefined, draft: EventDraft): boolean => {
    const saved = recorder.record(incidentId, [draft], 'system');
    if (saved.ok) return true;
    if (saved.error.code === 'unknown-incident') return record(undefined, draft);
    onNotSaved(saved.error);
    return false;
  };
  return {
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
  };
}
