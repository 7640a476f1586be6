export { createRecordedRecordings } from './recorded.ts';
export type { Recording } from './recording.ts';
export type { Recordings } from './recordings.ts';
export { readHeader as readCastHeader } from './seal.ts';
export { commandExcerpt, plainLines, transcriptText } from './text.ts';
