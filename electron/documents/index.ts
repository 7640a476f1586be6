export { writeFileAtomically } from './atomic-write.ts';
export { createDocumentsService, type DocumentsService } from './service.ts';
