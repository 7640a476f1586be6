import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { succeed } from '#shared/domain/outcome.ts';
import { openRecord } from '../record.ts';

/** A fifth of R10's 100,000, and a fifth of its time, so that it can be tried each time; `npm run bench:journal` has all. */
const EVENTS = 20_000;
const OPEN_MS = 2000 / 5;
const APPEND_P99_MS = 50;
/** Another program may have the machine for a moment; it does not have it five times. */
const TRIES = 5;

const dataDir = mkdtempSync(join(tmpdir(), 'war-room-long-'));
const options = { signal: new AbortController().signal };
const open = () =>
  openRecord({ dataDir, resourcesDir: join(import.meta.dirname, '../../resources'), actorName: 'Ada Winter' });
let incidentId = '';

beforeAll(async () => {
  const record = open();
  const declared = await record.incidents.declare({ title: 'A long night', severity: 'SEV-1' }, options);
  if (!declared.ok) throw new Error(declared.error.message);
  ({ incidentId } = declared.value);
  for (let done = declared.value.events.length; done < EVENTS; done += 1000) {
    const drafts = Array.from({ length: Math.min(1000, EVENTS - done) }, (_, index) => ({
      kind: 'noteAdded' as const,
      payload: { noteKind: 'observation' as const, text: `note ${done + index} about the connection pool` },
    }));
    const appended = record.journal.append(incidentId, { type: 'system' }, () => succeed(drafts));
    if (!appended.ok) throw new Error(appended.error.message);
  }
  await record.projections.catchUp();
  record.close();
}, 60_000);
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

/** Opens the directory and the incident as a window does; gives the milliseconds that took. */
async function timeOpening(): Promise<number> {
  const started = performance.now();
  const record = open();
  const watching = new AbortController();
  const state = await (await record.incidents.watch({ incidentId }, watching)).next();
  const timeline = await (await record.timeline.watch({ incidentId, newest: 200 }, watching)).next();
  const elapsed = performance.now() - started;
  expect(state.value?.incident?.eventCount).toBe(EVENTS);
  expect(timeline.value).toMatchObject({ kind: 'newest', total: EVENTS, older: true });
  watching.abort();
  record.close();
  return elapsed;
}

describe('a long incident', () => {
  it('[R10] opens in time', async () => {
    const times: number[] = [];
    for (let round = 0; round < TRIES; round += 1) times.push(await timeOpening());
    expect(Math.min(...times)).toBeLessThan(OPEN_MS);
  });

  it('[R10] takes notes in time while it is watched', async () => {
    const record = open();
    const watching = new AbortController();
    const watched = [
      record.incidents.watch({ incidentId }, watching),
      record.timeline.watch({ incidentId, newest: 200 }, watching),
    ];
    const reading = watched.map(async (stream) => {
      for await (const _change of await stream);
    });
    const slowest: number[] = [];
    for (let round = 0; round < TRIES; round += 1) {
      const times: number[] = [];
      for (let index = 0; index < 100; index += 1) {
        const started = performance.now();
        const noted = await record.incidents.addNote({ incidentId, text: `later ${index}` }, options);
        times.push(performance.now() - started);
        expect(noted.ok).toBe(true);
      }
      slowest.push(times.toSorted((a, b) => a - b)[98] ?? Number.NaN);
    }
    watching.abort();
    await Promise.all(reading);
    record.close();
    expect(Math.min(...slowest)).toBeLessThan(APPEND_P99_MS);
  });
});
