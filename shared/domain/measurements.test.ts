import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { apply } from './apply/index.ts';
import type { EventDraft, Moment, Status } from './events/index.ts';
import type { Incident } from './incident.ts';
import { measurementsOf } from './measurements.ts';
import { meansOver } from './measurements-means.ts';
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
const setMoment = (moment: Moment, minutes: number | null): EventDraft => ({
  kind: 'timestampSet',
  occurredAt: at(500),
  payload: { moment, at: minutes === null ? null : at(minutes) },
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

  it('[D43] says which of several resolutions it is measured by', () => {
    const twice = fold([declaredDraft(), status('resolved', 10), status('identified', 20), status('resolved', 30)]);
    const notes = (incident: Incident) => {
      const { figures: own, fromStart } = measurementsOf(incident);
      return [...own, ...fromStart].flatMap(({ id, basis, note }) => (note === undefined ? [] : [[id, basis, note]]));
    };
    expect(notes(twice)).toEqual([
      ['TTR', 'detectedAt', 'the last of 2 resolutions'],
      ['impact duration', 'startedAt', 'the last of 2 resolutions'],
      ['TTR', 'startedAt', 'the last of 2 resolutions'],
    ]);
    const once = [declaredDraft(), status('resolved', 10)];
    expect(notes(fold(once))).toEqual([]);
    expect(notes(fold([...once, status('identified', 20)]))).toEqual([]);
  });

  it('[D44] measures between corrected moments, and not at all from one that was taken away', () => {
    const walked = [declaredDraft(), status('identified', 10), status('resolved', 40)];
    const corrected = [
      ...walked,
      setMoment('startedAt', -10),
      setMoment('detectedAt', -4),
      setMoment('identifiedAt', 6),
    ];
    expect(figures(fold(corrected))).toMatchObject({
      TTD: { state: 'recorded', ms: 6 * MINUTE },
      TTI: { state: 'recorded', ms: 10 * MINUTE },
      TTR: { state: 'recorded', ms: 44 * MINUTE },
      'impact duration': { state: 'recorded', ms: 50 * MINUTE },
    });
    expect(figures(fold([...corrected, setMoment('startedAt', null), setMoment('identifiedAt', null)]))).toMatchObject({
      TTD: { state: 'not applicable' },
      TTI: { state: 'not applicable' },
    });
  });
});

/** Any moments in any order, as corrections can leave them. */
const minute = fc.option(fc.integer({ min: -300, max: 300 }), { nil: undefined });
const anyIncident = fc
  .record({
    startedAt: minute,
    acknowledgedAt: minute,
    identifiedAt: minute,
    mitigatedAt: minute,
    resolvedAt: minute,
    detectedAt: fc.integer({ min: -300, max: 300 }),
    status: fc.constantFrom<Status>('detected', 'monitoring', 'resolved', 'closed'),
    drill: fc.boolean(),
    merged: fc.boolean(),
  })
  .map(({ status: present, drill, merged, ...minutes }): Incident => {
    const set = Object.entries(minutes).filter(([, value]) => value !== undefined);
    return {
      ...fold([declaredDraft({ drill }), ...set.map(([moment, value]) => setMoment(moment as Moment, value ?? null))]),
      status: present,
      ...(merged && { mergedInto: { id: 'x', title: 'x', at: at(0) } }),
    };
  });

describe('every figure', () => {
  it('[D44] is recorded exactly when both its moments are and in order, and is their distance', () => {
    fc.assert(
      fc.property(anyIncident, (incident) => {
        const { timestamps } = incident;
        const over = incident.status === 'resolved' || incident.status === 'closed';
        const ends = [
          ['TTD', 'detectedAt'],
          ['TTA', 'acknowledgedAt'],
          ['TTI', 'identifiedAt'],
          ['TTM', 'mitigatedAt'],
          ['TTR', 'resolvedAt'],
          ['impact duration', 'resolvedAt'],
        ] as const;
        const { figures: own, fromStart } = measurementsOf(incident);
        expect(own.map(({ id }) => id)).toEqual(ends.map(([id]) => id));
        for (const { id, basis, measurement } of [...own, ...fromStart]) {
          const from = timestamps[basis];
          const end = ends.find(([known]) => known === id)?.[1] ?? 'closedAt';
          const to = timestamps[end];
          if (from === undefined || to === undefined) {
            expect(measurement).toEqual({ state: over ? 'not applicable' : 'pending' });
          } else {
            expect(measurement).toEqual({ state: to < from ? 'invalid' : 'recorded', ms: to - from });
          }
        }
      }),
    );
  });
});

describe('meansOver', () => {
  const taking = (minutes: number, more: readonly EventDraft[] = []) =>
    fold([declaredDraft(), status('resolved', minutes), ...more]);
  const ttr = (incidents: readonly Incident[]) => meansOver(incidents).figures.find(({ id }) => id === 'TTR');

  it('[D45] gives mean, median, p90 and count of what is recorded', () => {
    const incidents = [10, 20, 30, 40, 50, 60, 70, 80, 90, 1000].map((minutes) => taking(minutes));
    expect(ttr(incidents)).toEqual({
      id: 'TTR',
      name: 'time to resolve',
      basis: 'detectedAt',
      count: 10,
      meanMs: 145 * MINUTE,
      medianMs: 55 * MINUTE,
      p90Ms: 90 * MINUTE,
    });
    expect(ttr([taking(10), taking(30), taking(20)])?.medianMs).toBe(20 * MINUTE);
    expect(ttr([taking(10), fold([declaredDraft()])])).toMatchObject({ count: 1, p90Ms: 10 * MINUTE });
    expect(ttr([fold([declaredDraft()])])).toEqual({
      id: 'TTR',
      name: 'time to resolve',
      basis: 'detectedAt',
      count: 0,
    });
    expect(meansOver([])).toEqual({ figures: [], fromStart: [] });
  });

  it('[D45] never mixes two bases', () => {
    const known = taking(30, [setMoment('startedAt', -10)]);
    const { figures: own, fromStart } = meansOver([known, taking(50)]);
    expect(own.find(({ id }) => id === 'TTR')).toMatchObject({ count: 2, meanMs: 40 * MINUTE });
    expect(fromStart.find(({ id }) => id === 'TTR')).toMatchObject({
      basis: 'startedAt',
      count: 1,
      meanMs: 40 * MINUTE,
    });
    expect(own.map(({ id, basis }) => [id, basis])).toContainEqual(['impact duration', 'startedAt']);
  });

  it('[D45] counts neither drills nor duplicates nor what is invalid, whatever they hold', () => {
    fc.assert(
      fc.property(fc.array(anyIncident, { maxLength: 12 }), (incidents) => {
        const counted = incidents.filter(({ drill, mergedInto }) => !drill && mergedInto === undefined);
        expect(meansOver(incidents)).toEqual(meansOver(counted));
        for (const mean of meansOver(incidents).figures) {
          const values = counted
            .flatMap((incident) => measurementsOf(incident).figures)
            .flatMap(({ id, measurement }) =>
              id === mean.id && measurement.state === 'recorded' ? [measurement.ms] : [],
            );
          expect(mean.count).toBe(values.length);
          if (values.length === 0) continue;
          const { meanMs = Number.NaN, medianMs = Number.NaN, p90Ms = Number.NaN } = mean;
          const bounds = [Math.min(...values), Math.max(...values)] as const;
          for (const value of [meanMs, medianMs, p90Ms]) {
            // Sums of doubles may be off by their last digit.
            expect(value).toBeGreaterThanOrEqual(bounds[0] - 1e-6);
            expect(value).toBeLessThanOrEqual(bounds[1] + 1e-6);
          }
          expect(values.filter((value) => value <= p90Ms).length).toBeGreaterThanOrEqual(0.9 * values.length);
          expect(values.filter((value) => value < p90Ms).length).toBeLessThan(0.9 * values.length);
        }
      }),
    );
  });
});
