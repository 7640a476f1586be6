export { createFile as createRunbookFile } from './editing/save-file.ts';
export { type CheckedFile, checkFiles } from './library/check-files.ts';
export type { LibraryEntry } from './library/library.ts';
export { runbookTemplate } from './library/template.ts';
export { quoteWord } from './parameters/quote.ts';
export { openRunbookReader, readLibraryOnce } from './read-once.ts';
export { createSecretMemory } from './secret-memory.ts';
export { createRunbooksService, type RunbooksService } from './service.ts';
export { createShellBlocks } from './shell-blocks.ts';
