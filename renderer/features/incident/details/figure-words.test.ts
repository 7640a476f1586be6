import { expect, it } from 'vitest';
import { T0 } from '#shared/domain/test-events.ts';
import { incidentAfter } from '../test-support.ts';
import { figureLines } from './figure-words.ts';

const minute = 60_000;
const at = (minutes: number) => T0 + minutes * minute;
const moment = (name: 'startedAt' | 'identifiedAt', to: number) =>
  ({ kind: 'timestampSet', occurredAt: at(60), payload: { moment: name, at: to } }) as const;
const status = (from: 'detected' | 'resolved' | 'investigating', to: 'resolved' | 'investigating', minutes: number) =>
  ({ kind: 'statusChanged', occurredAt: at(minutes), payload: { from, to } }) as const;

it('keeps the two bases apart, and each figure in one of its four states', () => {
  const lines = figureLines(
    incidentAfter(moment('startedAt', at(-5)), moment('identifiedAt', at(-2)), status('detected', 'resolved', 30)),
  );
  expect(lines.map(({ id, fromDetection, fromStart }) => [id, fromDetection?.text, fromStart?.text])).toEqual([
    ['TTD', undefined, '5 m'],
    ['TTA', 'not applicable', 'not applicable'],
    // Resolving stamps nothing that it skipped; the correction stands, and is wrong.
    ['TTI', 'invalid: ends 2 m before it begins', '3 m'],
    ['TTM', 'not applicable', 'not applicable'],
    ['TTR', '30 m', '35 m'],
    ['impact duration', undefined, '35 m'],
  ]);
});

it('says of which resolution it speaks once an incident was reopened', () => {
  const lines = figureLines(
    incidentAfter(
      status('detected', 'resolved', 10),
      status('resolved', 'investigating', 20),
      status('investigating', 'resolved', 40),
    ),
  );
  expect(lines.flatMap(({ id, note }) => (note ? [`${id}: ${note}`] : []))).toEqual([
    'TTR: the last of 2 resolutions',
    'impact duration: the last of 2 resolutions',
  ]);
});

it('is pending while it can still come', () => {
  expect(figureLines(incidentAfter())[1]?.fromDetection).toEqual({ text: 'pending', look: 'quiet' });
});
