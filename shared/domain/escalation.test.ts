import { describe, expect, it } from 'vitest';
import { apply } from './apply/index.ts';
import { clocksOf } from './clocks.ts';
import { ladderOf } from './escalation.ts';
import type { EventDraft, Status } from './events/index.ts';
import type { Incident } from './incident.ts';
import type { Taxonomy } from './taxonomy.ts';
import { declaredDraft, T0, testEvents, testIncidentId } from './test-events.ts';
import { testTaxonomy } from './test-taxonomy.ts';

const MINUTE = 60_000;
const at = (minutes: number) => T0 + minutes * MINUTE;
const taxonomy: Taxonomy = {
  ...testTaxonomy,
  escalation: [
    { id: 'L1', who: 'On-call', fromMinutes: 0, toMinutes: 30, contact: 'on-call' },
    { id: 'L2', who: 'Team lead', fromMinutes: 30, contact: 'team lead' },
    { id: 'L3', who: 'CTO', fromMinutes: 60, note: 'Earlier on severe impact' },
  ],
};

function fold(drafts: readonly EventDraft[]): Incident {
  const state = testEvents([declaredDraft(), ...drafts]).reduce(apply, undefined as Incident | undefined);
  if (!state) throw new Error('not declared');
  return state;
}
const acknowledged = (minutes: number, level?: string): EventDraft => ({
  kind: 'acknowledged',
  occurredAt: at(minutes),
  payload: level === undefined ? {} : { level },
});
const escalated = (minutes: number, level: string): EventDraft => ({
  kind: 'escalated',
  occurredAt: at(minutes),
  payload: { level, who: 'Grace' },
});
const status = (to: Status, minutes: number): EventDraft => ({
  kind: 'statusChanged',
  occurredAt: at(minutes),
  payload: { from: 'detected', to },
});
const states = (drafts: readonly EventDraft[], minutes: number) =>
  ladderOf(fold(drafts), taxonomy, at(minutes)).levels.map(({ state }) => state);
const next = (drafts: readonly EventDraft[], minutes: number) =>
  ladderOf(fold(drafts), taxonomy, at(minutes)).nextEscalation;

describe('ladderOf', () => {
  it('[D70] has each level due from the detection on, and names the lowest that nobody called', () => {
    expect(ladderOf(fold([]), taxonomy, at(10))).toEqual({
      levels: [
        { level: 'L1', who: 'On-call', state: 'due', dueAt: at(0), contact: 'on-call' },
        { level: 'L2', who: 'Team lead', state: 'upcoming', dueAt: at(30), contact: 'team lead' },
        { level: 'L3', who: 'CTO', state: 'upcoming', dueAt: at(60), note: 'Earlier on severe impact' },
      ],
      nextEscalation: {
        level: 'L1',
        who: 'On-call',
        dueAt: at(0),
        contact: 'on-call',
        remainingMs: -10 * MINUTE,
      },
    });
    expect(states([], 30)).toEqual(['due', 'upcoming', 'upcoming']);
    expect(states([], 61)).toEqual(['due', 'due', 'due']);
    expect(ladderOf(fold([]), testTaxonomy, at(1))).toEqual({ levels: [] });
  });

  it('[D70] takes an answer for its level and those below, one without a level for the first', () => {
    expect(states([acknowledged(3)], 31)).toEqual(['answered', 'due', 'upcoming']);
    expect(next([acknowledged(3)], 20)).toMatchObject({ level: 'L2', remainingMs: 10 * MINUTE });
    expect(states([acknowledged(3, 'L2')], 31)).toEqual(['answered', 'answered', 'upcoming']);
    expect(states([acknowledged(3, 'L3')], 90)).toEqual(['answered', 'answered', 'answered']);
    expect(next([acknowledged(3, 'L3')], 90)).toBeUndefined();
    // A level that the taxonomy no longer has still counts as somebody who answered.
    expect(states([acknowledged(3, 'L9')], 31)).toEqual(['answered', 'due', 'upcoming']);
  });

  it('[D70] waits for an answer of whom was told, and goes on above', () => {
    const told = [acknowledged(1), escalated(31, 'L2')];
    expect(ladderOf(fold(told), taxonomy, at(40)).levels[1]).toEqual({
      level: 'L2',
      who: 'Team lead',
      state: 'told',
      dueAt: at(30),
      contact: 'team lead',
      toldAt: at(31),
    });
    expect(next(told, 40)).toMatchObject({ level: 'L3', remainingMs: 20 * MINUTE });
    expect(states([...told, acknowledged(45, 'L2')], 50)).toEqual(['answered', 'answered', 'upcoming']);
    expect(states([escalated(5, 'L3')], 10)).toEqual(['due', 'upcoming', 'told']);
  });

  it('[D70] stops when the incident is over or goes on elsewhere, and goes on when it is reopened', () => {
    const resolved = [acknowledged(1), escalated(31, 'L2'), status('resolved', 40)];
    expect(states(resolved, 90)).toEqual(['answered', 'stopped', 'stopped']);
    expect(next(resolved, 90)).toBeUndefined();
    expect(states([...resolved, status('investigating', 50)], 90)).toEqual(['answered', 'told', 'due']);
    const merged: EventDraft = {
      kind: 'incidentMerged',
      occurredAt: at(3),
      payload: { direction: 'into', otherId: testIncidentId, otherTitle: 'The other' },
    };
    expect(states([merged], 90)).toEqual(['stopped', 'stopped', 'stopped']);
  });

  it('[D70] moves with a corrected detection and a corrected acknowledgement', () => {
    const moment = (name: 'detectedAt' | 'acknowledgedAt', minutes: number | null): EventDraft => ({
      kind: 'timestampSet',
      occurredAt: at(9),
      payload: { moment: name, at: minutes === null ? null : at(minutes) },
    });
    expect(next([acknowledged(1), moment('detectedAt', -25)], 10)).toMatchObject({ level: 'L2', dueAt: at(5) });
    expect(ladderOf(fold([acknowledged(4), moment('acknowledgedAt', 2)]), taxonomy, at(10)).levels[0]?.answeredAt).toBe(
      at(2),
    );
    expect(states([acknowledged(4), moment('acknowledgedAt', null)], 10)[0]).toBe('due');
  });

  it('[D70] has a clock for each level that is due later, which ends when it is called or answered', () => {
    const clocks = (drafts: readonly EventDraft[], minutes: number) =>
      clocksOf(fold(drafts), taxonomy, at(minutes)).flatMap(({ id, kind, state }) =>
        kind === 'escalation' ? [`${id} ${state}`] : [],
      );
    expect(clocks([], 25)).toEqual(['escalation: L2 near', 'escalation: L3 running']);
    expect(clocks([escalated(31, 'L2')], 70)).toEqual(['escalation: L2 met late', 'escalation: L3 breached']);
    expect(clocks([acknowledged(20, 'L3')], 70)).toEqual(['escalation: L2 met', 'escalation: L3 met']);
    expect(clocks([status('resolved', 20)], 70)).toEqual(['escalation: L2 stopped', 'escalation: L3 stopped']);
  });
});
