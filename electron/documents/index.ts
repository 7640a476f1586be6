export { writeFileAtomically } from './atomic-write.ts';
export { safeFileName } from './file-name.ts';
export { escapeText } from './markdown-text.ts';
export { createDocumentsService, type DocumentsService } from './service.ts';
