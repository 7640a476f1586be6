import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Alert } from '#shared/contract/metrics.ts';
import {
  type AlertRecord,
  type AlertStream,
  type Firing,
  markRecorded,
  missingRecords,
  observeAlerts,
  RESOLVE_AFTER_MS,
} from './firings.ts';

const START = 1_700_000_000_000;
const SECOND = 1000;
const source = { name: 'prod', simulated: false };
const desk: AlertStream = { id: 'desk', from: START - 3600 * SECOND };

function alert(state: Alert['state'] = 'firing', overrides: Partial<Alert> = {}): Alert {
  return {
    fingerprint: 'f1',
    name: 'HighErrorRate',
    state,
    labels: { alertname: 'HighErrorRate', severity: 'critical' },
    annotations: { summary: 'Too many errors' },
    activeAt: START - 60 * SECOND,
    value: '1e-01',
    forSeconds: 30,
    ...overrides,
  };
}

/** Looks at the alerts as time passes, and records whatever is missing. */
function createWatch(streams: () => readonly AlertStream[] = () => [desk]) {
  let firings: ReadonlyMap<string, Firing> = new Map();
  const records: AlertRecord[] = [];
  const look = (atSeconds: number, alerts: readonly Alert[], from = source) => {
    const now = START + atSeconds * SECOND;
    firings = observeAlerts(firings, alerts, { ...from, now, resolveAfterMs: RESOLVE_AFTER_MS });
    for (const record of missingRecords(firings, streams(), now)) {
      records.push(record);
      firings = markRecorded(firings, record);
    }
  };
  return { look, records, kinds: () => records.map(({ draft }) => draft.kind) };
}

it('[M14] records a firing once, from when it fired, and its end once, from when it fell silent', () => {
  const { look, records } = createWatch();
  look(0, [alert()]);
  look(15, [alert()]);
  look(30, []);
  look(45, []);
  expect(records).toHaveLength(1);
  look(60, []);
  look(75, []);
  const identity = { fingerprint: 'f1', name: 'HighErrorRate', labels: alert().labels };
  expect(records.map(({ draft }) => draft)).toEqual([
    {
      kind: 'alertFired',
      occurredAt: START - 30 * SECOND,
      payload: {
        ...identity,
        sourceName: 'prod',
        activeAt: START - 60 * SECOND,
        severity: 'critical',
        summary: 'Too many errors',
        value: '1e-01',
        simulated: false,
      },
    },
    {
      kind: 'alertResolved',
      occurredAt: START + 30 * SECOND,
      payload: { ...identity, sourceName: 'prod', simulated: false },
    },
  ]);
});

it('[M14] records nothing of a pending alert', () => {
  const { look, records } = createWatch();
  look(0, [alert('pending')]);
  look(15, []);
  look(90, []);
  expect(records).toEqual([]);
});

it('[M14] takes a short silence for the same firing', () => {
  const { look, kinds } = createWatch();
  look(0, [alert()]);
  look(15, []);
  look(30, [alert()]);
  look(60, [alert()]);
  expect(kinds()).toEqual(['alertFired']);
});

it('[M14] does not let a flapping alert fill the timeline', () => {
  const { look, records } = createWatch();
  for (let at = 0; at < 3600; at += 15) {
    const cycle = Math.floor(at / 45) % 2 === 0;
    look(at, cycle ? [alert('firing', { activeAt: START + at * SECOND - 30_000 })] : []);
  }
  expect(records.length).toBeLessThanOrEqual(3);
});

it('[M14] records a firing in every open incident, also in one declared while it fires', () => {
  let streams: readonly AlertStream[] = [desk];
  const { look, records } = createWatch(() => streams);
  look(0, [alert()]);
  streams = [
    { id: 'a', from: START - 3000 * SECOND },
    { ...desk, from: Number.POSITIVE_INFINITY },
  ];
  look(15, [alert()]);
  streams = [...streams, { id: 'b', from: START - 3000 * SECOND }];
  look(30, [alert()]);
  look(45, []);
  look(90, []);
  const byStream = (id: string) => records.filter(({ streamId }) => streamId === id).map(({ draft }) => draft.kind);
  expect(records).toHaveLength(6);
  for (const id of ['desk', 'a', 'b']) expect(byStream(id)).toEqual(['alertFired', 'alertResolved']);
});

it('[M14] leaves an alert that has fired for days out of an incident of today', () => {
  const { look, records } = createWatch();
  look(0, [alert('firing', { name: 'Watchdog', activeAt: START - 86_400 * SECOND })]);
  expect(records).toEqual([]);
});

it('[M14] does not take the silence of another source for an end', () => {
  const { look, kinds } = createWatch();
  look(0, [alert()]);
  look(15, [], { name: 'Simulated', simulated: true });
  look(300, [], { name: 'Simulated', simulated: true });
  expect(kinds()).toEqual(['alertFired']);
});

it('[M14] never records an end without its beginning, or either twice without the other between', () => {
  const steps = fc.array(fc.record({ gap: fc.integer({ min: 5, max: 400 }), firing: fc.boolean() }), { maxLength: 60 });
  fc.assert(
    fc.property(steps, (looks) => {
      const { look, kinds } = createWatch();
      let at = 0;
      for (const { gap, firing } of looks) {
        at += gap;
        look(at, firing ? [alert('firing', { activeAt: START + at * SECOND - 30_000 })] : []);
      }
      kinds().forEach((kind, index) => {
        expect(kind).toBe(index % 2 === 0 ? 'alertFired' : 'alertResolved');
      });
    }),
  );
});
