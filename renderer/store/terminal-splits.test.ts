import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  keepTabs,
  oneTab,
  resizeAt,
  type SplitTree,
  showInstead,
  shownTabs,
  splitAt,
  tabToward,
  withoutTab,
} from './terminal-splits.ts';

/** a | b over c, as a person makes it. */
const three = splitAt(splitAt(oneTab('a'), 'a', 'b', 'row'), 'b', 'c', 'column');

it('[S81] halves the place of a tab, and gives three of a row their share of it', () => {
  expect(three).toEqual({
    kind: 'split',
    direction: 'row',
    sizes: [50, 50],
    parts: [oneTab('a'), { kind: 'split', direction: 'column', sizes: [50, 50], parts: [oneTab('b'), oneTab('c')] }],
  });
  const row = splitAt(splitAt(oneTab('a'), 'a', 'b', 'row'), 'b', 'c', 'row');
  expect(row).toEqual({
    kind: 'split',
    direction: 'row',
    sizes: [50, 25, 25],
    parts: [oneTab('a'), oneTab('b'), oneTab('c')],
  });
});

it('[S81] finds the tab at each side of another, and none beyond the edge', () => {
  const from = (tab: string) => (['left', 'right', 'up', 'down'] as const).map((side) => tabToward(three, tab, side));
  expect(from('a')).toEqual([undefined, 'b', undefined, undefined]);
  expect(from('b')).toEqual(['a', undefined, undefined, 'c']);
  expect(from('c')).toEqual(['a', undefined, 'b', undefined]);
  expect(tabToward(three, 'gone', 'left')).toBeUndefined();
});

it('[S81] closes up where a tab goes', () => {
  expect(withoutTab(three, 'a')).toEqual({
    kind: 'split',
    direction: 'column',
    sizes: [50, 50],
    parts: [oneTab('b'), oneTab('c')],
  });
  expect(withoutTab(three, 'c')).toEqual(splitAt(oneTab('a'), 'a', 'b', 'row'));
  expect(withoutTab(oneTab('a'), 'a')).toBeUndefined();
  expect(showInstead(three, 'c', 'd')).toEqual(splitAt(splitAt(oneTab('a'), 'a', 'b', 'row'), 'b', 'd', 'column'));
});

it('takes over the sizes of one split, however deep, and none that do not fit', () => {
  const sized = resizeAt(three, [1], [30, 70]);
  expect(sized).toMatchObject({ sizes: [50, 50], parts: [{}, { sizes: [30, 70] }] });
  expect(resizeAt(three, [], [20, 30, 50])).toBe(three);
});

it('[S81] shows each tab once and fills the pane, whatever is split and closed', () => {
  const change = fc.record({
    at: fc.nat(20),
    direction: fc.constantFrom('row' as const, 'column' as const),
    close: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(change, { maxLength: 20 }), (changes) => {
      let tree: SplitTree = oneTab('0');
      for (const [index, { at, direction, close }] of changes.entries()) {
        const tabs = shownTabs(tree);
        const place = tabs[at % tabs.length] as string;
        tree = close ? (withoutTab(tree, place) ?? tree) : splitAt(tree, place, String(index + 1), direction);
        const now = shownTabs(tree);
        expect(new Set(now).size).toBe(now.length);
        expect(keepTabs(tree, new Set(now))).toBe(tree);
        for (const sizes of allSizes(tree)) expect(sizes.reduce((sum, size) => sum + size, 0)).toBeCloseTo(100, 6);
      }
    }),
  );
});

function allSizes(tree: SplitTree): readonly (readonly number[])[] {
  return tree.kind === 'tab' ? [] : [tree.sizes, ...tree.parts.flatMap(allSizes)];
}
