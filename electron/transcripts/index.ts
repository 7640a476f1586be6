export { createTranscriptsService, type TranscriptsService } from './service.ts';
