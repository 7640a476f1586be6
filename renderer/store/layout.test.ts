import { describe, expect, it } from 'vitest';
import { completeLayout, defaultLayout, isRail, movePane, shareSpace, togglePane } from './layout.ts';

describe('the layout', () => {
  it('takes what was kept and fills the rest', () => {
    expect(completeLayout({})).toEqual(defaultLayout);
    expect(completeLayout({ columns: [20, 50, 30], collapsed: ['alerts'] })).toEqual({
      ...defaultLayout,
      columns: [20, 50, 30],
      collapsed: ['alerts'],
    });
  });

  it('leaves out what makes no layout', () => {
    expect(completeLayout({ columns: [0, 50, 50], order: ['metrics', 'metrics', 'timeline'] })).toEqual(defaultLayout);
  });

  it('folds a pane away and opens it again', () => {
    const folded = togglePane(defaultLayout, 'alerts');
    expect(folded.collapsed).toEqual(['alerts']);
    expect(isRail(folded, 'metrics')).toBe(false);
    expect(isRail(togglePane(folded, 'metrics'), 'metrics')).toBe(true);
    expect(togglePane(folded, 'alerts')).toEqual(defaultLayout);
  });

  it('never folds the last open column away', () => {
    const panes = ['metrics', 'alerts', 'terminals', 'runbook', 'timeline'] as const;
    const all = panes.reduce(togglePane, defaultLayout);
    expect(all.collapsed).toEqual(['metrics', 'alerts', 'terminals', 'runbook']);
  });

  it('swaps columns with their neighbours and stops at the edge', () => {
    expect(movePane(defaultLayout, 'metrics', 1).order).toEqual(['terminals', 'metrics', 'timeline']);
    expect(movePane(defaultLayout, 'metrics', -1)).toBe(defaultLayout);
  });

  it('shares the space of what is folded among the others', () => {
    expect(shareSpace([30, 50, 20], [false, false, true], 4)).toEqual([36, 60, 4]);
    expect(shareSpace([30, 50, 20], [false, false, false], 4)).toEqual([30, 50, 20]);
  });
});
