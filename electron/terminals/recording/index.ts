export { createRecordedRecordings } from './recorded.ts';
export type { Recording } from './recording.ts';
export type { Recordings } from './recordings.ts';
export { commandExcerpt, transcriptText } from './text.ts';
