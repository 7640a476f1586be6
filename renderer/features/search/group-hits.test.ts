import { expect, it } from 'vitest';
import type { SearchHit } from '#shared/contract/index.ts';
import { snippetParts } from '../../components/index.ts';
import { groupHits, partsOf } from './group-hits.ts';

const hit = (incidentId: string, snippet: string) =>
  ({ incidentId, incidentTitle: `T ${incidentId}`, snippet }) as SearchHit;

it('puts hits under their incidents, in the order in which they were found', () => {
  const hits = [hit('b', '1'), hit('a', '2'), hit('b', '3')];
  expect(groupHits(hits)).toEqual([
    { incidentId: 'b', incidentTitle: 'T b', hits: [hits[0], hits[2]] },
    { incidentId: 'a', incidentTitle: 'T a', hits: [hits[1]] },
  ]);
});

it('marks the words that were found, and nothing of it can become markup', () => {
  expect(snippetParts('the \uE000pool\uE001 is <b>\uE000full\uE001')).toEqual([
    { text: 'the ', found: false },
    { text: 'pool', found: true },
    { text: ' is <b>', found: false },
    { text: 'full', found: true },
  ]);
  expect(snippetParts('no mark')).toEqual([{ text: 'no mark', found: false }]);
  expect(snippetParts('cut \uE000off')).toEqual([
    { text: 'cut ', found: false },
    { text: 'off', found: true },
  ]);
});

it('shows the headline where it holds what was found, else the snippet', () => {
  const found = (headline: string, snippet: string) =>
    partsOf({ entry: { headline }, snippet } as SearchHit)
      .map(({ text, found: mark }) => (mark ? `[${text}]` : text))
      .join('');
  expect(found('Pool is full, raise the pool', '\uE000Pool\uE001 is full, raise the \uE000pool\uE001 note Ada')).toBe(
    '[Pool] is full, raise the [pool]',
  );
  expect(found('psql', 'psql FATAL: \uE000clients\uE001')).toBe('psql FATAL: [clients]');
  expect(found(`pool ${'x'.repeat(200)}`, '\uE000pool\uE001 xxx…')).toBe('[pool] xxx…');
});
