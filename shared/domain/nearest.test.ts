import { expect, it } from 'vitest';
import { nearest } from './nearest.ts';

it.each([
  ['aknowledgeMinutes', 'acknowledgeMinutes'],
  ['sev-1', 'SEV-1'],
  ['Meaning', 'meaning'],
  ['acknowledge', 'acknowledgeMinutes'],
  ['colour', undefined],
  ['', undefined],
  ['x'.repeat(1_000_000), undefined],
])('takes %j for %j', (word, meant) => {
  expect(nearest(word, ['acknowledgeMinutes', 'meaning', 'SEV-1', 'SEV-2'])).toBe(meant);
});
