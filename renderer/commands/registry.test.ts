import { expect, it, vi } from 'vitest';
import { type Command, createCommandRegistry } from './registry.ts';

const command = (id: string): Command => ({ id, title: id, group: 'Incident', run: () => undefined });

it('lists the commands of every part that offers some, and forgets those of one that went away', () => {
  const registry = createCommandRegistry();
  const heard = vi.fn();
  registry.subscribe(heard);
  const remove = registry.register([command('a'), command('b')]);
  registry.register([command('c')]);
  expect(registry.list().map(({ id }) => id)).toEqual(['a', 'b', 'c']);
  remove();
  expect(registry.list().map(({ id }) => id)).toEqual(['c']);
  expect(heard).toHaveBeenCalledTimes(3);
});

it('keeps the same array while nothing changes, so that React does not render in a circle', () => {
  const registry = createCommandRegistry();
  registry.register([command('a')]);
  expect(registry.list()).toBe(registry.list());
});
