import { describe, expect, it } from 'vitest';
import { apply } from './apply/index.ts';
import type { EventDraft, Status } from './events/index.ts';
import type { Incident } from './incident.ts';
import { measurementsOf } from './measurements.ts';
import { declaredDraft, T0, testEvents } from './test-events.ts';

const MINUTE = 60_000;
const at = (minutes: number) => T0 + minutes * MINUTE;

function fold(drafts: readonly EventDraft[]): Incident {
  const state = testEvents(drafts).reduce(apply, undefined as Incident | undefined);
  if (!state) throw new Error('not declared');
  return state;
}

const status = (to: Status, minutes: number): EventDraft => ({
  kind: 'statusChanged',
  occurredAt: at(minutes),
  payload: { from: 'detected', to },
});
const figures = (incident: Incident) =>
  Object.fromEntries(measurementsOf(incident).figures.map((figure) => [figure.id, figure.measurement]));

describe('measurementsOf', () => {
  it('[D40] measures from the detection, and the impact from the start', () => {
    const incident = fold([
      declaredDraft({ detectedAt: at(-2) }),
      { kind: 'acknowledged', occurredAt: at(1), payload: {} },
      status('identified', 10),
      status('monitoring', 20),
      status('resolved', 40),
    ]);
    const known = { ...incident, timestamps: { ...incident.timestamps, startedAt: at(-7) } };
    expect(figures(known)).toEqual({
      TTD: { state: 'recorded', ms: 5 * MINUTE },
      TTA: { state: 'recorded', ms: 3 * MINUTE },
      TTI: { state: 'recorded', ms: 12 * MINUTE },
      TTM: { state: 'recorded', ms: 22 * MINUTE },
      TTR: { state: 'recorded', ms: 42 * MINUTE },
      'impact duration': { state: 'recorded', ms: 47 * MINUTE },
    });
    expect(measurementsOf(known).fromStart.map(({ id, basis, measurement }) => ({ id, basis, measurement }))).toEqual([
      { id: 'TTA', basis: 'startedAt', measurement: { state: 'recorded', ms: 8 * MINUTE } },
      { id: 'TTI', basis: 'startedAt', measurement: { state: 'recorded', ms: 17 * MINUTE } },
      { id: 'TTM', basis: 'startedAt', measurement: { state: 'recorded', ms: 27 * MINUTE } },
      { id: 'TTR', basis: 'startedAt', measurement: { state: 'recorded', ms: 47 * MINUTE } },
    ]);
  });

  it('[D41] does not copy a skipped mitigation from the resolution', () => {
    expect(figures(fold([declaredDraft(), status('resolved', 40)]))).toMatchObject({
      TTD: { state: 'not applicable' },
      TTI: { state: 'not applicable' },
      TTM: { state: 'not applicable' },
      TTR: { state: 'recorded', ms: 40 * MINUTE },
    });
  });

  it('[D42] calls an end before its start invalid', () => {
    const incident = fold([declaredDraft(), { kind: 'acknowledged', occurredAt: at(-1), payload: {} }]);
    expect(figures(incident).TTA).toEqual({ state: 'invalid', ms: -MINUTE });
  });

  it('[D43] measures a reopened incident by its last resolution', () => {
    const reopened = [declaredDraft(), status('resolved', 10), status('investigating', 20)];
    expect(figures(fold(reopened)).TTR).toEqual({ state: 'pending' });
    expect(figures(fold([...reopened, status('resolved', 30)])).TTR).toEqual({ state: 'recorded', ms: 30 * MINUTE });
    expect(figures(fold([...reopened, status('resolved', 30), status('closed', 50)])).TTR).toEqual({
      state: 'recorded',
      ms: 30 * MINUTE,
    });
  });
});
