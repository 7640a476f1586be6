import { fail, succeed } from '#shared/domain/outcome.ts';
import type { Recorder } from '../../incidents/index.ts';

/** For checks that try a service and must leave nothing in the record. */
export const noRecorder: Recorder = {
  record: () => succeed({ events: [] }),
  incident: () => undefined,
  openIncidentIds: () => [],
  putBlob: () => '0'.repeat(64),
  getBlob: () => fail('absent', 'Nothing is kept during a check.'),
};
