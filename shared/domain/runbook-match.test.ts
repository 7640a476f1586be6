import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeReason, type MatchableRunbook, matchRunbooks } from './runbook-match.ts';

const runbook = (id: string, more: Partial<MatchableRunbook> = {}): MatchableRunbook => ({
  id,
  title: `Title of ${id}`,
  path: `/srv/${id.replace(':', '/')}.md`,
  origin: 'team',
  alerts: [],
  mentions: [],
  isIndex: false,
  ...more,
});

const idsFor = (annotations: Record<string, string>, runbooks: MatchableRunbook[], name = 'Nameless') =>
  matchRunbooks({ name, annotations }, runbooks).map(({ runbook: { id } }) => id);

describe('a firing alert', () => {
  it('[B70] proposes the runbooks that name it, the surest first, each once with its reasons', () => {
    const name = 'HighErrorRate';
    const shipped = runbook('shipped:api', { origin: 'shipped', alerts: [name], title: 'A' });
    const both = runbook('team:both', { alerts: ['highErrorRate '], mentions: [name] });
    const own = runbook('team:own', { alerts: [name] });
    const linked = runbook('team:errors');
    const mentioned = runbook('team:text', { mentions: ['Other', name] });
    const index = runbook('team:index', { mentions: [name], isIndex: true });
    const other = runbook('team:other', { alerts: ['HighErrorRateSlow'], mentions: ['Error'] });
    const alert = { name, annotations: { runbook_url: 'https://wiki.example/runbooks/errors' } };
    expect(matchRunbooks(alert, [other, mentioned, shipped, index, linked, own, both, own])).toEqual([
      { runbook: both, reasons: ['front matter', 'text'] },
      { runbook: own, reasons: ['front matter'] },
      { runbook: shipped, reasons: ['front matter'] },
      { runbook: linked, reasons: ['annotation'] },
      { runbook: mentioned, reasons: ['text'] },
    ]);
    expect(describeReason('text', name)).toBe('Its text mentions HighErrorRate.');
  });

  it.each([
    ['a URL', { runbook_url: 'https://git.example/ops/blob/main/db/Pool-Full.md?plain=1#steps' }],
    ['a URL of a page', { runbook_url: 'https://ops.example/pool-full/' }],
    ['an escaped URL', { runbook_url: 'https://ops.example/Pool%20Full.html' }],
    ['a URL named after the title', { runbook_url: 'https://wiki.example/The_pool_is_full' }],
    ['a path', { runbook: 'db/pool-full.md' }],
    ['an id', { runbook: 'team:db/pool-full' }],
    ['a bare name', { Runbook: 'pool-full' }],
    ['a title', { runbook: 'The pool is full!' }],
  ])('[B71] leads by its annotation to a runbook: %s', (_, annotations) => {
    const pool = runbook('team:db/pool-full', { title: 'The pool is full' });
    expect(idsFor(annotations, [runbook('team:full'), pool])).toEqual(['team:db/pool-full']);
  });

  it.each([
    ['another page', { runbook_url: 'https://ops.example/pool' }],
    ['a bare host', { runbook_url: 'https://pool-full/' }],
    ['broken escapes', { runbook_url: 'https://ops.example/%ff%' }],
    ['nothing', { runbook_url: '', runbook: '///' }],
    ['another annotation', { description: 'pool-full', dashboard_url: 'https://ops.example/pool-full' }],
  ])('[B71] leads nowhere by %s', (_, annotations) => {
    expect(idsFor(annotations, [runbook('team:pool-full'), runbook('team:!', { title: '!' })])).toEqual([]);
  });

  it('[B71] prefers the file whose folders agree with the link as well', () => {
    const runbooks = [runbook('team:api/outage', { title: 'A' }), runbook('team:db/outage', { title: 'B' })];
    const link = (folder: string) => ({ runbook_url: `https://git.example/ops/${folder}/outage.md` });
    expect(idsFor(link('db'), runbooks)).toEqual(['team:db/outage', 'team:api/outage']);
    expect(idsFor(link('api'), runbooks)).toEqual(['team:api/outage', 'team:db/outage']);
  });

  it('[B70] proposes the same whatever the order of the library, nothing twice, nothing that does not name it', () => {
    const word = fc.constantFrom('Down', 'down', 'SlowApi', 'x', '');
    const anyRunbook = fc.record({
      id: fc.constantFrom('team:down', 'team:a/slow', 'shipped:down', 'folder:1/x'),
      title: fc.constantFrom('Down', 'Slow API', ''),
      path: fc.constantFrom('/a/down.md', '/b/slow-api.md', 'C:\\x\\Down.md'),
      origin: fc.constantFrom('shipped' as const, 'team' as const, 'folder' as const),
      alerts: fc.array(word, { maxLength: 2 }),
      mentions: fc.array(word, { maxLength: 2 }),
      isIndex: fc.boolean(),
    });
    const library = fc.uniqueArray(anyRunbook, { selector: ({ id }) => id, maxLength: 4 });
    const annotations = fc.dictionary(fc.constantFrom('runbook_url', 'runbook', '__proto__'), fc.string());
    fc.assert(
      fc.property(library, word, annotations, (runbooks, name, given) => {
        const alert = { name, annotations: given };
        const matches = matchRunbooks(alert, runbooks);
        expect(matchRunbooks(alert, runbooks.toReversed())).toEqual(matches);
        expect(new Set(matches.map(({ runbook: { id } }) => id)).size).toBe(matches.length);
        for (const match of matches) expect(match.reasons.length).toBeGreaterThan(0);
        const named = runbooks.filter(({ alerts }) => name !== '' && alerts.includes(name));
        for (const one of named) expect(matches.map(({ runbook: { id } }) => id)).toContain(one.id);
        expect(matchRunbooks({ name: '', annotations: {} }, runbooks)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});
