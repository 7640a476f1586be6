import { expect, it } from 'vitest';
import type { Incident } from '#shared/domain/incident.ts';
import { watchingOf } from './watching.ts';

const MINUTE = 60_000;
const at = (minute: number, status: Incident['statusHistory'][number]['status']) => ({ status, at: minute * MINUTE });
const context = { now: 30 * MINUTE, minutes: 15, timeOf: (instant: number) => `:${instant / MINUTE}` };

it('says since when the incident is watched, and how much of the time is over', () => {
  const words = (...statusHistory: Incident['statusHistory'][number][]) => watchingOf({ statusHistory }, context).words;
  expect(words(at(0, 'detected'))).toBe('monitoring has not begun');
  expect(words(at(0, 'detected'), at(20, 'monitoring'))).toBe('since :20, 10:00 of 15:00');
  expect(words(at(0, 'detected'), at(5, 'monitoring'))).toBe('since :5, 25:00');
});

it('counts the last watching, up to where it ended', () => {
  const statusHistory = [at(0, 'monitoring'), at(5, 'mitigating'), at(8, 'monitoring'), at(28, 'resolved')];
  expect(watchingOf({ statusHistory }, context).words).toBe(':8 to :28, 20:00');
});
