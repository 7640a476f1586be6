import { useEffect, useSyncExternalStore } from 'react';
import { type Command, createCommandRegistry } from './registry.ts';

/** The page has one. */
const registry = createCommandRegistry();

/** Offers commands while the component is there. Give it the same array until they change (`useMemo`). */
export function useCommands(commands: readonly Command[]): void {
  useEffect(() => registry.register(commands), [commands]);
}

/** All commands that can be run now. */
export function useCommandList(): readonly Command[] {
  return useSyncExternalStore(registry.subscribe, registry.list);
}

/** The same for a key handler, at the moment of the key press. */
export function currentCommands(): readonly Command[] {
  return registry.list();
}
