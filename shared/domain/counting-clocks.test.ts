import fc from 'fast-check';
import { expect, it } from 'vitest';
import { apply } from './apply/index.ts';
import { clocksOf } from './clocks.ts';
import { countingClocks, readCounting } from './counting-clocks.ts';
import type { EventDraft } from './events/index.ts';
import type { Incident } from './incident.ts';
import type { Taxonomy } from './taxonomy.ts';
import { declaredDraft, T0, testEvents } from './test-events.ts';
import { testTaxonomy } from './test-taxonomy.ts';

/** With a ladder and a phase, as the shipped ones have. */
const taxonomy: Taxonomy = {
  ...testTaxonomy,
  phases: [{ name: 'Mitigation', fromMinutes: 30, toMinutes: 60 }],
  escalation: [
    { id: 'L1', who: 'On-call', fromMinutes: 0 },
    { id: 'L2', who: 'Team lead', fromMinutes: 30 },
    { id: 'L3', who: 'CTO', fromMinutes: 60 },
  ],
};
const MINUTE = 60_000;
const at = (minutes: number) => T0 + minutes * MINUTE;

function fold(drafts: readonly EventDraft[]): Incident {
  const state = testEvents(drafts).reduce(apply, undefined as Incident | undefined);
  if (!state) throw new Error('not declared');
  return state;
}

const steps: Readonly<Record<string, (minutes: number) => EventDraft>> = {
  acknowledge: (minutes) => ({ kind: 'acknowledged', occurredAt: at(minutes), payload: {} }),
  lower: (minutes) => ({
    kind: 'severityChanged',
    occurredAt: at(minutes),
    payload: { from: 'SEV-1', to: 'SEV-3' },
  }),
  triage: (minutes) => ({
    kind: 'statusChanged',
    occurredAt: at(minutes),
    payload: { from: 'detected', to: 'investigating' },
  }),
  update: (minutes) => ({
    kind: 'updatePublished',
    occurredAt: at(minutes),
    payload: { audience: 'internal', channels: [], publicStatus: 'Investigating', text: 'We are on it.' },
  }),
  tell: (minutes) => ({ kind: 'escalated', occurredAt: at(minutes), payload: { level: 'L1', who: 'On-call' } }),
  resolve: (minutes) => ({
    kind: 'statusChanged',
    occurredAt: at(minutes),
    payload: { from: 'investigating', to: 'resolved' },
  }),
};

it('[I47] tells later, from what was said once, the same as the clocks themselves', () => {
  const course = fc.array(fc.record({ step: fc.constantFrom(...Object.keys(steps)), after: fc.nat(60) }));
  fc.assert(
    fc.property(course, fc.nat(90), fc.nat(10_000), (taken, soon, later) => {
      let minutes = 0;
      const drafts = taken.map(({ step, after }) => {
        minutes += after;
        return steps[step]?.(minutes) as EventDraft;
      });
      const incident = fold([declaredDraft(), ...drafts]);
      const counting = countingClocks(incident, taxonomy, at(minutes + soon));
      const then = at(minutes + soon + later);
      const all = clocksOf(incident, taxonomy, then);
      const read = readCounting(counting, then);
      expect(new Set(read)).toEqual(new Set(all.filter(({ id }) => read.some((clock) => clock.id === id))));
      // Of the ladder only the next level counts here, and the phases not at all.
      const others = all.filter(({ id, remainingMs }) => remainingMs !== undefined && !read.some((r) => r.id === id));
      expect(others.every(({ kind }) => kind === 'phase' || kind === 'escalation')).toBe(true);
    }),
  );
});

it('[I47] puts what is late in front, then what is due first', () => {
  const incident = fold([declaredDraft(), steps.acknowledge?.(3) as EventDraft, steps.tell?.(3) as EventDraft]);
  const counting = countingClocks(incident, taxonomy, at(4));
  const read = (minutes: number) => readCounting(counting, at(minutes)).map(({ id, state }) => `${id} ${state}`);
  expect(read(4)).toEqual(['triage running', 'update running', 'escalation: L2 running']);
  expect(read(13)).toEqual(['triage near', 'update near', 'escalation: L2 running']);
  expect(read(16)).toEqual(['triage breached', 'update breached', 'escalation: L2 running']);
});
