export { type AtomicWriteOptions, type AtomicWriteProblemCode, writeFileAtomically } from './atomic-write.ts';
export { safeFileName } from './file-name.ts';
export type { RenderedDocument, RenderRequest } from './render.ts';
export { createDocumentsService, type DocumentsDependencies, type DocumentsService } from './service.ts';
