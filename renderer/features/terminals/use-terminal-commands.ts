import { Plus, Search, X } from 'lucide-react';
import { useMemo, useRef } from 'react';
import type { Session } from '#shared/contract/index.ts';
import { type Command, useCommands } from '../../commands/index.ts';

interface Actions {
  readonly tabs: readonly Session[];
  onNew(): void;
  onStep(by: 1 | -1): void;
  onTab(index: number): void;
  /** To the tabs themselves: the way out of a terminal, where Tab and Escape belong to the program. */
  onTabStrip(): void;
  onFind(): void;
  onRename(): void;
  onClose(): void;
}

/** What the terminals pane offers to the palette and the keyboard. */
export function useTerminalCommands(actions: Actions): void {
  const newest = useRef(actions);
  newest.current = actions;
  const names = actions.tabs.map(({ title }) => title).join('\n');
  const commands = useMemo<readonly Command[]>(() => {
    const group = 'Terminals' as const;
    const always: Command[] = [
      {
        id: 'terminals.new',
        title: 'Open a terminal',
        group,
        keys: 'Mod+Shift+T',
        icon: Plus,
        keywords: ['shell', 'tab', 'bash'],
        run: () => newest.current.onNew(),
      },
    ];
    if (names === '') return always;
    return [
      ...always,
      {
        id: 'terminals.next',
        title: 'Next terminal',
        group,
        keys: 'Mod+PageDown',
        run: () => newest.current.onStep(1),
      },
      {
        id: 'terminals.previous',
        title: 'Previous terminal',
        group,
        keys: 'Mod+PageUp',
        run: () => newest.current.onStep(-1),
      },
      {
        id: 'terminals.tabs',
        title: 'Focus the terminal tabs',
        group,
        keys: 'Mod+Shift+F6',
        run: () => newest.current.onTabStrip(),
      },
      {
        id: 'terminals.find',
        title: 'Find in the scrollback',
        group,
        keys: 'Mod+Shift+F',
        icon: Search,
        keywords: ['search'],
        run: () => newest.current.onFind(),
      },
      { id: 'terminals.rename', title: 'Rename this terminal', group, run: () => newest.current.onRename() },
      {
        id: 'terminals.close',
        title: 'Close this terminal',
        group,
        keys: 'Mod+Shift+X',
        icon: X,
        run: () => newest.current.onClose(),
      },
      ...names
        .split('\n')
        .slice(0, 9)
        .map((title, index) => ({
          id: `terminals.show.${index + 1}`,
          title: `Show terminal ${index + 1}: ${title}`,
          group,
          keys: `Alt+${index + 1}`,
          run: () => newest.current.onTab(index),
        })),
    ];
  }, [names]);
  useCommands(commands);
}
