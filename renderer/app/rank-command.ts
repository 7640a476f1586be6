import { defaultFilter } from 'cmdk';
import type { Command } from '../commands/index.ts';

/** The commands that fit what was typed into the palette, the best first. */
export function findCommands(commands: readonly Command[], typed: string): readonly Command[] {
  return commands
    .map((command) => ({ command, rank: rankCommand(command, typed) }))
    .filter(({ rank }) => rank > 0)
    .sort((a, b) => b.rank - a.rank)
    .map(({ command }) => command);
}

/** 0 (not at all) to 1: its own name before words that occur somewhere, and those before letters in their order. */
function rankCommand({ title, group, keywords = [] }: Command, typed: string): number {
  const wanted = typed.trim().toLowerCase();
  const name = title.toLowerCase();
  const words = wanted.split(/\s+/);
  const occurIn = (text: string) => words.every((word) => text.includes(word));
  if (name === wanted) return 1;
  if (name.startsWith(wanted)) return 0.9;
  if (name.includes(wanted)) return 0.8;
  if (occurIn(name)) return 0.7;
  if (occurIn([title, group, ...keywords].join(' ').toLowerCase())) return 0.6;
  return 0.5 * (defaultFilter(title, wanted, [group, ...keywords]) ?? 0);
}
