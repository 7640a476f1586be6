import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Actor, EventDraft } from '#shared/domain/events/index.ts';
import { type Journal, openJournal } from '../journal/index.ts';
import { createIncidentsService, type IncidentsService, loadTaxonomies } from './index.ts';

const ada: Actor = { type: 'person', personId: '22222222-2222-4222-8222-222222222222', name: 'Ada Winter' };
const resourcesDir = join(import.meta.dirname, '../../resources');
const options = { signal: new AbortController().signal };

let dataDir: string;
let journal: Journal;
let service: IncidentsService;
/** Another process would have its own connection and its own memory; so has this one. */
let otherJournal: Journal;
let other: IncidentsService;

function create(from: Journal): IncidentsService {
  const taxonomies = loadTaxonomies({ resourcesDir, dataDir });
  return createIncidentsService({ journal: from, taxonomies, actor: () => ada, defaultTaxonomyId: () => 'sev-saas' });
}

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'incidents-'));
  journal = openJournal({ dataDir });
  otherJournal = openJournal({ dataDir });
  service = create(journal);
  other = create(otherJournal);
});
afterEach(() => {
  service.close();
  other.close();
  journal.close();
  otherJournal.close();
  rmSync(dataDir, { recursive: true });
});

async function declare(title = 'Checkout API errors'): Promise<string> {
  const outcome = await service.declare({ title, severity: 'SEV-1', commander: 'Ada Winter' }, options);
  if (!outcome.ok) throw new Error(outcome.error.message);
  return outcome.value.incidentId;
}

const alert: EventDraft = {
  kind: 'alertResolved',
  payload: { fingerprint: 'f', name: 'HighErrorRate', labels: {}, sourceName: 'prod', simulated: false },
};

describe('incidents', () => {
  it('[I1] declares in one step, with the commander', async () => {
    const outcome = await service.declare({ title: ' Checkout ', severity: 'SEV-2', commander: 'Jon' }, options);
    if (!outcome.ok) throw new Error(outcome.error.message);
    const { incidentId, events } = outcome.value;
    expect(events.map((event) => [event.kind, event.incidentId, event.actor])).toEqual([
      ['declared', incidentId, ada],
      ['roleAssigned', incidentId, ada],
    ]);
    const { detectedAt = 0 } = service.incident(incidentId)?.timestamps ?? {};
    const target = (id: string, minutes: number, originAt: number) => ({
      ...{ id, kind: 'target', label: id, late: false, originAt },
      limitMs: minutes * 60_000,
    });
    expect(await service.list(undefined, options)).toEqual([
      {
        id: incidentId,
        title: 'Checkout',
        severity: 'SEV-2',
        taxonomyId: 'sev-saas',
        status: 'detected',
        drill: false,
        declaredAt: events[0]?.occurredAt,
        commander: 'Jon',
        eventCount: 2,
        clocks: [
          target('acknowledge', 15, detectedAt),
          target('triage', 30, detectedAt),
          target('update', 30, events[0]?.occurredAt ?? 0),
        ],
      },
    ]);
  });

  it('[I47] lists with an open incident the clocks that count, and with one that is over none', async () => {
    const incidentId = await declare();
    const clocks = async () => (await service.list(undefined, options))[0]?.clocks?.map(({ id }) => id);
    expect(await clocks()).toEqual(['acknowledge', 'triage', 'update']);
    await service.acknowledge({ incidentId }, options);
    await service.changeStatus({ incidentId, to: 'investigating' }, options);
    expect(await clocks()).toEqual(['update', 'escalation: L2']);
    await service.changeStatus({ incidentId, to: 'resolved' }, options);
    expect(await clocks()).toBeUndefined();
  });

  it('[I2] decides on what another process wrote a moment ago', async () => {
    const incidentId = await declare();
    expect(service.incident(incidentId)?.timestamps.acknowledgedAt).toBeUndefined();
    expect(await other.acknowledge({ incidentId }, options)).toMatchObject({ ok: true });
    expect(await service.acknowledge({ incidentId }, options)).toMatchObject({
      ok: false,
      error: { code: 'no-change' },
    });
    expect(service.incident(incidentId)).toEqual(other.incident(incidentId));
  });

  it('[I3] walks the life of an incident, and what it refuses leaves no trace', async () => {
    const incidentId = await declare();
    await service.acknowledge({ incidentId }, options);
    await service.changeSeverity({ incidentId, to: 'SEV-2' }, options);
    await service.assignRole({ incidentId, role: 'scribe', personName: 'Kim' }, options);
    const note = await service.addNote({ incidentId, text: 'Pool exhausted', noteKind: 'hypothesis' }, options);
    const eventId = note.ok ? (note.value.events[0]?.id ?? '') : '';
    await service.pin({ incidentId, eventId, pinned: true }, options);
    await service.changeStatus({ incidentId, to: 'resolved' }, options);
    await service.changeStatus({ incidentId, to: 'closed' }, options);
    const count = service.events(incidentId).length;

    expect(await service.changeSeverity({ incidentId, to: 'SEV-1' }, options)).toMatchObject({
      error: { code: 'incident-closed' },
    });
    expect(await service.pin({ incidentId, eventId: incidentId, pinned: true }, options)).toMatchObject({
      error: { code: 'unknown-event' },
    });
    expect(await service.addNote({ incidentId: 'no such', text: 'x' }, options)).toMatchObject({
      error: { code: 'unknown-incident' },
    });
    expect(await service.declare({ title: 'x', severity: 'P0', taxonomyId: 'p-opz' }, options)).toMatchObject({
      error: { code: 'unknown-taxonomy' },
    });
    expect(await service.declare({ title: 'x', severity: 'P0' }, options)).toMatchObject({
      error: { code: 'unknown-severity' },
    });
    expect(service.events(incidentId)).toHaveLength(count);
    expect(service.incident(incidentId)).toMatchObject({ status: 'closed', pinned: [eventId], eventCount: count });
    expect(service.verify(incidentId)).toMatchObject({ ok: true, events: count });
    expect(service.verify('no such')).toBeUndefined();
  });

  it('[I4] falls back to a shipped taxonomy when the chosen one is gone', async () => {
    const taxonomies = loadTaxonomies({ resourcesDir, dataDir });
    const lost = createIncidentsService({ journal, taxonomies, actor: () => ada, defaultTaxonomyId: () => 'gone' });
    const severity = taxonomies.taxonomies[0]?.levels[0]?.id ?? '';
    expect(await lost.declare({ title: 'x', severity }, options)).toMatchObject({ ok: true });
  });
});

describe('watching', () => {
  it('[I5] gives the state, then the newest one after changes, whichever process wrote, and fast changes as few', async () => {
    const incidentId = await declare();
    const abort = new AbortController();
    const stream = await service.watch({ incidentId }, { signal: abort.signal });
    expect((await stream.next()).value).toEqual({ incident: service.incident(incidentId) });
    for (let index = 0; index < 100; index += 1) {
      await (index % 2 ? service : other).addNote({ incidentId, text: `n ${index}` }, options);
    }
    const counts: number[] = [];
    while (counts.at(-1) !== 102) counts.push((await stream.next()).value?.incident?.eventCount ?? 0);
    expect(counts.length).toBeLessThan(20);
    abort.abort();
  });

  it('[I5] ends when the watcher goes, also while nothing happens, and tells of what is not there yet', async () => {
    const abort = new AbortController();
    const stream = await service.watch({ incidentId: ada.type === 'person' ? ada.personId : '' }, abort);
    expect(await stream.next()).toEqual({ done: false, value: {} });
    const waiting = stream.next();
    abort.abort();
    expect(await waiting).toEqual({ done: true, value: undefined });
  });

  it('[I6] tells the list when another process changes it, and is silent about the desk', async () => {
    const abort = new AbortController();
    const stream = await service.watchList(undefined, { signal: abort.signal });
    expect((await stream.next()).value).toEqual([]);
    const incidentId = await declare();
    expect((await stream.next()).value).toMatchObject([{ id: incidentId, eventCount: 2 }]);
    const changed = stream.next();
    service.recorder.record(undefined, [alert], 'system');
    await other.changeStatus({ incidentId, to: 'investigating' }, options);
    expect((await changed).value).toMatchObject([{ id: incidentId, status: 'investigating', eventCount: 3 }]);
    abort.abort();
  });
});

describe('recorder', () => {
  it('[I7] records evidence into an incident or onto the desk, also after closing', async () => {
    const incidentId = await declare();
    const { recorder } = service;
    expect(recorder.openIncidentIds()).toEqual([incidentId]);
    await service.changeStatus({ incidentId, to: 'closed' }, options);
    expect(recorder.openIncidentIds()).toEqual([]);
    expect(recorder.record(incidentId, [alert], 'person')).toMatchObject({
      ok: true,
      value: { events: [{ actor: ada }] },
    });
    expect(recorder.record(undefined, [alert], 'system')).toMatchObject({
      ok: true,
      value: { events: [{ incidentId: journal.deskStreamId, actor: { type: 'system' }, seq: 1 }] },
    });
    expect(recorder.record('no such', [alert], 'system')).toMatchObject({
      ok: false,
      error: { code: 'unknown-incident' },
    });
    expect(await service.list(undefined, options)).toHaveLength(1);
  });
});
