import type { BlockCommand } from './commands.ts';

const MAX_LENGTH = 120;

/** The titles of a block's commands: their own, else the block's, else their first line; equals of a group are counted. */
export function titlesOf(commands: readonly BlockCommand[], blockLabel: string | undefined): string[] {
  const keys = commands.map(({ title, group }) => (title === undefined ? '' : `${group} ${title}`));
  const totals = new Map<string, number>();
  for (const key of keys) totals.set(key, (totals.get(key) ?? 0) + 1);
  const counts = new Map<string, number>();
  return commands.map(({ title, command }, index) => {
    const key = keys[index] ?? '';
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    const name = title ?? blockLabel ?? command.split('\n')[0]?.slice(0, MAX_LENGTH) ?? '';
    const total = totals.get(key) ?? 1;
    return total < 2 ? name : `${name} (${count} of ${total})`;
  });
}
