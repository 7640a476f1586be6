/** What a person can do, as data: features offer commands, the palette and the keyboard run them. */
export type { Command } from './registry.ts';
export { useCommandKeys } from './use-command-keys.ts';
export { useCommandList, useCommands } from './use-commands.ts';
