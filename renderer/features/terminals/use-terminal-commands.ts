import {
  CirclePlay,
  ClipboardCopy,
  Columns2,
  NotebookPen,
  Plus,
  RotateCcw,
  Rows2,
  Search,
  Variable,
  X,
} from 'lucide-react';
import { useMemo, useRef } from 'react';
import type { TerminalProfile } from '#shared/domain/terminal-profile.ts';
import { type Command, useCommands } from '../../commands/index.ts';
import type { Side } from '../../store/index.ts';
import type { NewTab, RunbookChoice } from './NewTabMenu.tsx';

export interface TerminalCommandActions {
  readonly titles: readonly string[];
  readonly profiles: readonly TerminalProfile[];
  readonly runbooks: readonly RunbookChoice[];
  /** Several tabs are shown. */
  readonly split: boolean;
  onNew(what: NewTab): void;
  onStep(by: 1 | -1): void;
  onTab(index: number): void;
  /** To the tabs themselves: the way out of a terminal, where Tab and Escape belong to the program. */
  onTabStrip(): void;
  onFind(): void;
  onRename(): void;
  onReorder(by: 1 | -1): void;
  onSplit(direction: 'row' | 'column'): void;
  onSide(side: Side): void;
  onCloseSplit(): void;
  onRestart(): void;
  onMove(): void;
  onVariables(): void;
  onJump(by: 1 | -1): void;
  onCopyOutput(): void;
  onNoteCommand(): void;
  onPlayCommand(): void;
  /** What can be done with the command that was jumped to. */
  onCommandMenu(): void;
  onNoteSelection(): void;
  /** Up, down, or back to what a new installation has. */
  onFontSize(by: 1 | -1 | 0): void;
  onClose(): void;
}

const within = 'terminals';
const sides = { left: 'ArrowLeft', right: 'ArrowRight', up: 'ArrowUp', down: 'ArrowDown' } as const;

/** What the terminals pane offers to the palette and the keyboard. */
export function useTerminalCommands(actions: TerminalCommandActions): void {
  const newest = useRef(actions);
  newest.current = actions;
  const { split } = actions;
  const names = actions.titles.join('\n');
  const choices = JSON.stringify([
    actions.profiles.map(({ name }) => name),
    actions.runbooks.map(({ title }) => title),
  ]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `choices` stands for the profiles and runbooks
  const commands = useMemo<readonly Command[]>(() => {
    const act = () => newest.current;
    const command = (id: string, title: string, run: () => void, more: Partial<Command> = {}): Command => ({
      id: `terminals.${id}`,
      title,
      group: 'Terminals',
      run,
      ...more,
    });
    const always = [
      command('new', 'Open a terminal', () => act().onNew({}), {
        keys: 'Mod+Shift+T',
        icon: Plus,
        keywords: ['shell', 'tab', 'bash'],
      }),
      ...act().profiles.map((profile) =>
        command(`profile.${profile.id}`, `Open a terminal: ${profile.name}`, () => act().onNew({ profile }), {
          icon: Plus,
          keywords: ['profile', ...(profile.production ? ['production'] : [])],
        }),
      ),
      command('variables', 'Variables for this incident', () => act().onVariables(), {
        icon: Variable,
        keywords: ['environment', 'env'],
      }),
    ];
    if (names === '') return always;
    return [
      ...always,
      command('next', 'Next terminal', () => act().onStep(1), { keys: 'Mod+PageDown' }),
      command('previous', 'Previous terminal', () => act().onStep(-1), { keys: 'Mod+PageUp' }),
      command('tabs', 'Focus the terminal tabs', () => act().onTabStrip(), { keys: 'Mod+Shift+F6' }),
      command('find', 'Find in the scrollback', () => act().onFind(), {
        keys: 'Mod+Shift+F',
        within,
        icon: Search,
        keywords: ['search'],
      }),
      command('jump.previous', 'Jump to the command before', () => act().onJump(-1), {
        keys: 'Mod+Shift+ArrowUp',
        within,
      }),
      command('jump.next', 'Jump to the command after', () => act().onJump(1), { keys: 'Mod+Shift+ArrowDown', within }),
      command('copy.output', 'Copy the output of the last command', () => act().onCopyOutput(), {
        icon: ClipboardCopy,
      }),
      command('note.command', 'Add the last command to the timeline', () => act().onNoteCommand(), {
        icon: NotebookPen,
        keywords: ['output', 'note', 'evidence'],
      }),
      command('play.command', 'Play the recording of the last command', () => act().onPlayCommand(), {
        icon: CirclePlay,
        keywords: ['recording', 'replay'],
      }),
      command('command.menu', 'Menu of the command', () => act().onCommandMenu(), { keys: 'Mod+Shift+Enter', within }),
      command('note.selection', 'Add the selection to the timeline', () => act().onNoteSelection(), {
        icon: NotebookPen,
        keywords: ['note', 'evidence'],
      }),
      command('split.right', 'Split the terminal to the right', () => act().onSplit('row'), {
        keys: 'Mod+Shift+5',
        within,
        icon: Columns2,
      }),
      command('split.below', 'Split the terminal below', () => act().onSplit('column'), {
        keys: 'Mod+Shift+6',
        within,
        icon: Rows2,
      }),
      ...(split
        ? [
            ...(['left', 'right', 'up', 'down'] as const).map((side) =>
              command(`side.${side}`, `To the terminal ${words[side]}`, () => act().onSide(side), {
                keys: `Alt+${sides[side]}`,
                within,
              }),
            ),
            command('split.close', 'Close this split, keep the tab', () => act().onCloseSplit()),
          ]
        : []),
      command('move.left', 'Move this terminal left', () => act().onReorder(-1), {
        keys: 'Mod+Shift+ArrowLeft',
        within,
      }),
      command('move.right', 'Move this terminal right', () => act().onReorder(1), {
        keys: 'Mod+Shift+ArrowRight',
        within,
      }),
      command('font.larger', 'Larger terminal text', () => act().onFontSize(1), { keys: 'Mod+Plus', within }),
      command('font.smaller', 'Smaller terminal text', () => act().onFontSize(-1), { keys: 'Mod+-', within }),
      command('font.reset', 'Terminal text as it was at first', () => act().onFontSize(0), { keys: 'Mod+0', within }),
      command('rename', 'Rename this terminal', () => act().onRename()),
      command('restart', 'Restart this terminal', () => act().onRestart(), { icon: RotateCcw }),
      command('move', 'Move this terminal to another incident', () => act().onMove()),
      command('close', 'Close this terminal', () => act().onClose(), { keys: 'Mod+Shift+X', icon: X }),
      ...names
        .split('\n')
        .slice(0, 9)
        .map((title, index) =>
          command(`show.${index + 1}`, `Show terminal ${index + 1}: ${title}`, () => act().onTab(index), {
            keys: `Alt+${index + 1}`,
          }),
        ),
    ];
  }, [names, choices, split]);
  useCommands(commands);
}

const words = { left: 'to the left', right: 'to the right', up: 'above', down: 'below' } as const;
