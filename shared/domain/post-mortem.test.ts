import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JournalEvent, KnownEvent } from './events/index.ts';
import { toPostMortem } from './post-mortem.ts';
import { toGraph } from './post-mortem-graph.ts';
import type { Snapshot } from './snapshot.ts';
import { declaredDraft, T0, testEvents } from './test-events.ts';
import { testTaxonomy } from './test-taxonomy.ts';

const MINUTE = 60_000;
const sha = 'a'.repeat(64);

const model = (events: readonly JournalEvent[]) =>
  toPostMortem({ events, taxonomy: testTaxonomy, snapshots: new Map() });

const alert = (kind: 'alertFired' | 'alertResolved', fingerprint: string, minute: number) =>
  ({
    kind,
    occurredAt: T0 + minute * MINUTE,
    payload: {
      fingerprint,
      name: 'HighErrorRate',
      labels: {},
      sourceName: 'prometheus',
      simulated: false,
      ...(kind === 'alertFired' ? { activeAt: T0, value: '0.12' } : {}),
    },
  }) as Parameters<typeof testEvents>[0][number];

describe('the model of a post-mortem', () => {
  it('[X4] needs a declared incident', () => {
    expect(model([])).toBeUndefined();
  });

  it('[X14] pairs each firing of an alert with its own end', () => {
    const events = testEvents([
      declaredDraft(),
      alert('alertFired', 'one', 1),
      alert('alertFired', 'two', 2),
      alert('alertResolved', 'one', 3),
      alert('alertFired', 'one', 4),
    ]);
    expect(model(events)?.detection.alerts.map(({ firedAt, resolvedAt }) => [firedAt, resolvedAt])).toEqual([
      [T0 + MINUTE, T0 + 3 * MINUTE],
      [T0 + 2 * MINUTE, undefined],
      [T0 + 4 * MINUTE, undefined],
    ]);
  });

  it('[X15] warns of what a reader has to mind', () => {
    const events = testEvents([
      declaredDraft({ detectedAt: T0 + MINUTE }),
      { kind: 'acknowledged', payload: {}, occurredAt: T0, recordedAt: T0 + 5 * MINUTE },
    ]);
    expect(model(events)?.warnings).toEqual([
      'The incident is not resolved: it is detected.',
      'No incident commander was assigned.',
      'The time to acknowledge is invalid: its end lies before its start.',
      '1 entry of the timeline was backdated.',
    ]);
  });

  it('[X15] keeps an unknown kind of event on the timeline and says so', () => {
    const [declared, note] = testEvents([
      declaredDraft(),
      { kind: 'noteAdded', payload: { noteKind: 'observation', text: 'x' } },
    ]);
    if (!declared || note?.kind !== 'noteAdded') throw new Error('no events');
    const unknown: JournalEvent = { ...note, kind: 'unknown', originalKind: 'holodeckStarted', payload: {} };
    const made = model([declared, unknown]);
    expect(made?.timeline.map(({ headline }) => headline)).toContain('Unknown entry: holodeckStarted');
    expect(made?.warnings).toContain('1 entry came from another version of War Room and could not be read.');
  });
});

describe('a kept graph', () => {
  const taken = testEvents([
    declaredDraft(),
    {
      kind: 'snapshotTaken',
      payload: {
        panelId: 'p',
        title: 'P',
        unit: 'none',
        queries: ['up'],
        sourceName: 's',
        startMs: T0,
        endMs: T0 + 1,
        stepMs: 1,
        blob: sha,
        simulated: false,
      },
    },
  ])[1] as KnownEvent & { readonly kind: 'snapshotTaken' };

  const value = fc.option(fc.double({ noNaN: true, noDefaultInfinity: true }), { nil: null });
  const snapshots = fc.integer({ min: 0, max: 400 }).chain((count) =>
    fc.array(fc.array(value, { minLength: count, maxLength: count }), { maxLength: 9 }).map(
      (rows): Snapshot => ({
        panelId: 'p',
        title: 'P',
        unit: 'none',
        queries: ['up'],
        sourceName: 's',
        simulated: false,
        zone: 'UTC',
        grid: { startMs: T0, stepMs: 15_000, count },
        series: rows.map((values, at) => ({ key: `${at}`, legend: `s${at}`, labels: {}, values, specials: [] })),
        thresholds: [],
        warnings: [],
      }),
    ),
  );

  it('[X6] shows a bounded choice of exact samples, always with the last and the extremes of each shown series', () => {
    fc.assert(
      fc.property(snapshots, (snapshot) => {
        const samples = toGraph(taken, snapshot).samples;
        if (!samples) throw new Error('no samples');
        expect(samples.rows.length).toBeLessThanOrEqual(40);
        expect(samples.rows.length + samples.rowsLeftOut).toBe(snapshot.grid.count);
        expect(samples.columns.length).toBeLessThanOrEqual(6);
        for (const { at, values } of samples.rows) {
          const index = (at - T0) / 15_000;
          expect(values).toEqual(
            snapshot.series.slice(0, samples.columns.length).map((series) => {
              const exact = series.values[index];
              return exact === null ? '–' : String(exact);
            }),
          );
        }
        for (const [column, figures] of samples.series.slice(0, samples.columns.length).entries()) {
          for (const sample of [figures.first, figures.min, figures.max, figures.last]) {
            if (sample) expect(samples.rows.find(({ at }) => at === sample.at)?.values[column]).toBe(sample.value);
          }
        }
      }),
    );
  });

  it('[X6] has no samples where the blob is gone', () => {
    expect(toGraph(taken, undefined).samples).toBeUndefined();
  });
});
