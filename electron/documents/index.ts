export { type AtomicWriteOptions, type AtomicWriteProblemCode, writeFileAtomically } from './atomic-write.ts';
export { safeFileName } from './file-name.ts';
