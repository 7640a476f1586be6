import type { Icon } from '../components/index.ts';

/** Something a person can do. The palette lists them all, and their keys work everywhere. */
export interface Command {
  /** Stable: "incident.acknowledge". */
  readonly id: string;
  /** As a button would say it. */
  readonly title: string;
  readonly group: 'Incident' | 'Timeline' | 'Metrics' | 'Terminals' | 'Runbook' | 'Panes' | 'Go to' | 'Application';
  /** "Mod+K", "d"; see `matchesKeys`. */
  readonly keys?: string;
  /** Its keys count only while the focus is in this pane (`data-pane`), and come before those of the whole window. */
  readonly within?: string;
  readonly icon?: Icon;
  /** Other words one might look for. */
  readonly keywords?: readonly string[];
  run(): void;
}

export interface CommandRegistry {
  /** Adds commands; returns how to take them away again. */
  register(commands: readonly Command[]): () => void;
  /** All commands that can be run now, in the order they were registered. The same array until they change. */
  list(): readonly Command[];
  subscribe(listener: () => void): () => void;
}

/** Commands come and go with the parts of the screen that offer them. */
export function createCommandRegistry(): CommandRegistry {
  const sets = new Set<readonly Command[]>();
  const listeners = new Set<() => void>();
  let all: readonly Command[] = [];
  const changed = () => {
    all = [...sets].flat();
    for (const listener of listeners) listener();
  };
  return {
    register(commands) {
      // A copy, so that the same array registered twice counts twice.
      const set = [...commands];
      sets.add(set);
      changed();
      return () => {
        sets.delete(set);
        changed();
      };
    },
    list: () => all,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
