export { quoteWord } from './parameters/quote.ts';
export { createSecretMemory } from './secret-memory.ts';
export { createRunbooksService, type RunbooksService } from './service.ts';
export { createShellBlocks } from './shell-blocks.ts';
