export { createSecretMemory, type SecretMemory } from './secret-memory.ts';
export { createRunbooksService, type RunbooksDependencies, type RunbooksService } from './service.ts';
export type { InsertedStep, StepTerminals } from './step-terminals.ts';
