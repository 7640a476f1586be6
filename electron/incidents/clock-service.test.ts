import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Notice } from '#shared/contract/index.ts';
import type { Contact, ContactKind } from '#shared/domain/team.ts';
import { openJournal, toVerifiable } from '../journal/index.ts';
import { createClockService } from './clock-service.ts';
import { createIncidentsService } from './service.ts';
import { loadTaxonomies } from './taxonomies.ts';

const resourcesDir = join(import.meta.dirname, '../../resources');
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** 2026-11-20T14:00:00Z */
const T0 = Date.UTC(2026, 10, 20, 14);
const options = { signal: new AbortController().signal };
const contacts: readonly Contact[] = [
  { id: '1', kind: 'on-call', name: 'Ada', contact: '+43 1' },
  { id: '2', kind: 'team lead', name: 'Grace' },
];

/** A machine: a wall clock that can be set, a steady one, and timers that do not count while it sleeps. */
function createMachine(start = T0) {
  let wall = start;
  let steady = 5_000_000;
  let awake = 0;
  let timers: { readonly at: number; readonly callback: () => void }[] = [];
  return {
    now: () => wall,
    elapsed: () => steady,
    setTimer(callback: () => void, milliseconds: number) {
      const timer = { at: awake + milliseconds, callback };
      timers.push(timer);
      return () => {
        timers = timers.filter((other) => other !== timer);
      };
    },
    /** Waits of the timers that are set now, ms. */
    waits: () => timers.map(({ at }) => at - awake),
    sleep(milliseconds: number) {
      wall += milliseconds;
      steady += milliseconds;
    },
    setWall(to: number) {
      wall = to;
    },
    /** Lets time pass, timer by timer. */
    async pass(milliseconds: number) {
      const end = awake + milliseconds;
      for (;;) {
        const next = timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
        const step = (next?.at ?? end) - awake;
        awake += step;
        wall += step;
        steady += step;
        if (next === undefined) break;
        timers = timers.filter((timer) => timer !== next);
        next.callback();
        await settled();
      }
      await settled();
    },
  };
}
type Machine = ReturnType<typeof createMachine>;

/** Lets the service hear of what was written. */
const settled = () => new Promise((resolve) => setTimeout(resolve, 3));

let dataDir: string;
let cleanUp: (() => void)[] = [];
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'war-room-clocks-'));
});
afterEach(() => {
  for (const close of cleanUp.splice(0).reverse()) close();
  rmSync(dataDir, { recursive: true, force: true });
  cleanUp = [];
});

/** One program on the directory: with a window it keeps the clocks. */
async function start(machine: Machine, { directory = dataDir, window = true } = {}) {
  const { now } = machine;
  const journal = openJournal({ dataDir: directory, now });
  const incidents = createIncidentsService({
    journal,
    taxonomies: loadTaxonomies({ resourcesDir, dataDir: directory }),
    actor: () => ({ type: 'person', personId: '22222222-2222-4222-8222-222222222222', name: 'Ada Winter' }),
    defaultTaxonomyId: () => 'sev-saas',
    now,
  });
  const notices: Notice[] = [];
  const kept: ReturnType<typeof createClockService>[] = [];
  const keepClocks = () => {
    const clocks = createClockService({
      journal,
      incidents,
      notify: (notice) => notices.push(notice),
      contactOf: (kind: ContactKind) => contacts.find((contact) => contact.kind === kind),
      now,
      elapsed: machine.elapsed,
      setTimer: machine.setTimer,
    });
    kept.push(clocks);
  };
  if (window) keepClocks();
  let open = true;
  const close = () => {
    if (!open) return;
    open = false;
    for (const clocks of kept) clocks.close();
    incidents.close();
    journal.close();
  };
  cleanUp.push(close);
  await settled();
  return {
    journal,
    incidents,
    notices,
    keepClocks,
    close,
    async declare(severity = 'SEV-1', more: { readonly drill?: boolean; readonly title?: string } = {}) {
      const declared = await incidents.declare({ title: 'Checkout', severity, ...more }, options);
      if (!declared.ok) throw new Error(declared.error.message);
      await settled();
      return declared.value.incidentId;
    },
    /** "acknowledge 5 at 5": clock, limit and when, minutes since T0. */
    breaches: (incidentId: string) =>
      incidents.events(incidentId).flatMap(({ kind, payload, occurredAt, actor }) => {
        if (kind !== 'clockBreached') return [];
        expect(actor).toEqual({ type: 'system' });
        const { clock, limitMs } = payload as { readonly clock: string; readonly limitMs: number };
        return [`${clock} ${limitMs / MINUTE} at ${(occurredAt - T0) / MINUTE}`];
      }),
  };
}
const bodies = (notices: readonly Notice[]) => notices.map(({ body }) => body);

describe('the clock service', () => {
  it('[D71] records each limit once, when it passed, and gives notice at 80 % and at the limit', async () => {
    const machine = createMachine();
    const { declare, breaches, notices, incidents } = await start(machine);
    const incidentId = await declare();
    await machine.pass(3 * MINUTE);
    expect(notices).toEqual([]);
    await machine.pass(MINUTE);
    expect(notices).toEqual([
      { title: 'SEV-1 Checkout', body: 'Acknowledge is due in 1 m.', tone: 'neutral', incidentId },
    ]);
    await machine.pass(MINUTE);
    expect(breaches(incidentId)).toEqual([]);
    await machine.pass(1);
    expect(breaches(incidentId)).toEqual(['acknowledge 5 at 5']);
    expect(notices.at(-1)).toEqual({
      title: 'SEV-1 Checkout',
      body: 'Acknowledge is overdue: the limit of 5 m has passed.',
      tone: 'critical',
      incidentId,
    });
    await machine.pass(9 * MINUTE);
    expect(breaches(incidentId)).toHaveLength(1);
    expect(notices).toHaveLength(3);
    await machine.pass(2 * HOUR);
    expect(breaches(incidentId)).toEqual([
      'acknowledge 5 at 5',
      'triage 15 at 15',
      'update 15 at 15',
      'phase: acknowledgment 15 at 15',
      'phase: triage 30 at 30',
      'escalation: L2 30 at 30',
      'phase: mitigation 60 at 60',
      'escalation: L3 60 at 60',
      'escalation: L4 120 at 120',
    ]);
    expect(incidents.incident(incidentId)?.breaches).toHaveLength(9);
    expect(incidents.verify(incidentId)).toMatchObject({ ok: true });
  });

  it('[D71] waits for the next limit, never longer than a minute, and asks the time no oftener', async () => {
    const machine = createMachine();
    const { declare } = await start(machine);
    expect(machine.waits()).toEqual([MINUTE]);
    await machine.pass(30 * MINUTE);
    expect(machine.waits()).toEqual([MINUTE]);
    await declare();
    await machine.pass(3.5 * MINUTE);
    expect(machine.waits()).toEqual([MINUTE / 2]);
    await machine.pass(MINUTE);
    expect(machine.waits()).toEqual([MINUTE / 2]);
    await machine.pass(MINUTE / 2);
    expect(machine.waits()).toEqual([1]);
  });

  it('[D72] records after a sleep what passed during it, for when it passed', async () => {
    const machine = createMachine();
    const { declare, breaches, notices } = await start(machine);
    const incidentId = await declare();
    await machine.pass(MINUTE);
    machine.sleep(20 * MINUTE);
    expect(breaches(incidentId)).toEqual([]);
    await machine.pass(MINUTE);
    expect(breaches(incidentId)).toEqual([
      'acknowledge 5 at 5',
      'triage 15 at 15',
      'update 15 at 15',
      'phase: acknowledgment 15 at 15',
    ]);
    expect(notices.map(({ tone }) => tone)).toEqual(['critical']);
    expect(notices[0]?.body).toContain('Update is overdue: the limit of 15 m has passed.');
  });

  it('[D72] records at its start what passed before, once, and does not repeat itself at the next', async () => {
    const machine = createMachine();
    const first = await start(machine);
    const incidentId = await first.declare();
    first.close();
    await machine.pass(7 * MINUTE);
    const second = await start(machine);
    expect(second.breaches(incidentId)).toEqual(['acknowledge 5 at 5']);
    expect(bodies(second.notices)).toEqual(['Acknowledge is overdue: the limit of 5 m has passed.']);
    second.close();
    const third = await start(machine);
    expect(third.breaches(incidentId)).toEqual(['acknowledge 5 at 5']);
    expect(third.notices).toEqual([]);
    await machine.pass(5 * MINUTE);
    // Triage, update and the phase are near now, here and after another start.
    expect(third.notices).toHaveLength(1);
    third.close();
    const fourth = await start(machine);
    await machine.pass(MINUTE);
    expect(bodies(fourth.notices)).toEqual([
      'Triage is due in 3 m. Update is due in 3 m. Acknowledgment phase is due in 3 m.',
    ]);
  });

  it('[D72] records what was met late meanwhile without a notice', async () => {
    const machine = createMachine();
    const first = await start(machine);
    const incidentId = await first.declare();
    first.close();
    await machine.pass(7 * MINUTE);
    const commandLine = await start(machine, { window: false });
    await commandLine.incidents.acknowledge({ incidentId }, options);
    expect(commandLine.breaches(incidentId)).toEqual([]);
    commandLine.close();
    const second = await start(machine);
    expect(second.breaches(incidentId)).toEqual(['acknowledge 5 at 5']);
    expect(second.notices).toEqual([]);
  });

  it('[D72] leaves clocks as they are when the wall clock goes back, and says so', async () => {
    const machine = createMachine();
    const { declare, breaches, notices, incidents } = await start(machine);
    const incidentId = await declare();
    await machine.pass(6 * MINUTE);
    notices.length = 0;
    machine.setWall(machine.now() - HOUR);
    await machine.pass(MINUTE);
    expect(notices).toEqual([
      {
        title: 'This machine’s clock jumped',
        body: 'It went back by 1 h. What is recorded from now on has the new time: check which one is right.',
        tone: 'critical',
      },
    ]);
    await machine.pass(50 * MINUTE);
    expect(breaches(incidentId)).toEqual(['acknowledge 5 at 5']);
    expect(notices).toHaveLength(1);
    // The hour comes a second time, and with it the limits that had not passed.
    await machine.pass(20 * MINUTE);
    expect(breaches(incidentId)).toEqual([
      'acknowledge 5 at 5',
      'triage 15 at 15',
      'update 15 at 15',
      'phase: acknowledgment 15 at 15',
    ]);
    expect(incidents.incident(incidentId)?.clockSkews).toEqual([]);
  });

  it('[D72] says that the wall clock went ahead by a day, and counts by the clock that there is', async () => {
    const machine = createMachine();
    const { declare, breaches, notices } = await start(machine);
    const incidentId = await declare('SEV-4');
    await machine.pass(MINUTE);
    machine.setWall(machine.now() + 24 * HOUR);
    await machine.pass(MINUTE);
    expect(notices[0]?.body).toMatch(/^It went ahead by 1 d\. /);
    const late = breaches(incidentId);
    expect(late).toContain('acknowledge 240 at 240');
    machine.setWall(machine.now() - 24 * HOUR);
    machine.sleep(5 * HOUR);
    await machine.pass(MINUTE);
    expect(notices.filter(({ title }) => title.includes('jumped'))).toHaveLength(2);
    expect(breaches(incidentId)).toEqual(late);
  });

  it('[D72] has no part in daylight saving time', async () => {
    const zone = process.env.TZ;
    process.env.TZ = 'Europe/Vienna';
    cleanUp.push(() => {
      if (zone === undefined) delete process.env.TZ;
      else process.env.TZ = zone;
    });
    // 03:00 becomes 02:00 at 01:00 UTC.
    const machine = createMachine(Date.UTC(2026, 9, 25, 0, 58));
    const { declare, incidents, notices } = await start(machine);
    const incidentId = await declare();
    await machine.pass(5 * MINUTE + 1);
    const [breach] = incidents.events(incidentId).filter(({ kind }) => kind === 'clockBreached');
    expect(breach).toMatchObject({ occurredAt: Date.UTC(2026, 9, 25, 1, 3), recordedOffset: 60 });
    expect(incidents.events(incidentId)[0]).toMatchObject({ recordedOffset: 120 });
    expect(notices.map(({ title }) => title)).toEqual(['SEV-1 Checkout', 'SEV-1 Checkout']);
  });

  it('[D71] takes the limits of a severity that changes on the way', async () => {
    const machine = createMachine();
    const { declare, breaches, notices, incidents } = await start(machine);
    const incidentId = await declare('SEV-3');
    await machine.pass(20 * MINUTE);
    await incidents.changeSeverity({ incidentId, to: 'SEV-1' }, options);
    await settled();
    expect(breaches(incidentId)).toEqual([
      'acknowledge 5 at 20',
      'triage 15 at 20',
      'update 15 at 20',
      'phase: acknowledgment 15 at 20',
    ]);
    expect(notices).toHaveLength(1);
    await incidents.changeSeverity({ incidentId, to: 'SEV-3' }, options);
    await machine.pass(41 * MINUTE);
    expect(breaches(incidentId)).toContain('acknowledge 60 at 60');
    expect(new Set(breaches(incidentId)).size).toBe(breaches(incidentId).length);
  });

  it('[D71] goes by what is written elsewhere: acknowledged, updated, resolved, reviewed', async () => {
    const machine = createMachine();
    const { declare, breaches, notices, incidents } = await start(machine);
    const incidentId = await declare();
    await machine.pass(MINUTE);
    const commandLine = await start(machine, { window: false });
    await commandLine.incidents.acknowledge({ incidentId }, options);
    await commandLine.incidents.changeStatus({ incidentId, to: 'resolved' }, options);
    await new Promise((resolve) => setTimeout(resolve, 100));
    machine.sleep(38 * HOUR);
    await machine.pass(HOUR);
    expect(breaches(incidentId)).toEqual([]);
    expect(bodies(notices)).toEqual(['Post-mortem is due in 9 h 36 m.']);
    await incidents.changeStatus({ incidentId, to: 'closed' }, options);
    machine.sleep(9 * HOUR);
    await machine.pass(MINUTE);
    expect(breaches(incidentId)).toEqual([`review: post-mortem ${48 * 60} at ${48 * 60 + 1}`]);
    expect(bodies(notices).at(-1)).toBe('Post-mortem is overdue: the limit of 2 d has passed.');
  });

  it('[D71] records a breach once where two windows look at one directory', async () => {
    const machine = createMachine();
    const [first, second] = [await start(machine), await start(machine)];
    const incidentId = await first.declare();
    await new Promise((resolve) => setTimeout(resolve, 500));
    await machine.pass(31 * MINUTE);
    const once = [
      'acknowledge 5 at 5',
      'triage 15 at 15',
      'update 15 at 15',
      'phase: acknowledgment 15 at 15',
      'phase: triage 30 at 30',
      'escalation: L2 30 at 30',
    ];
    expect(first.breaches(incidentId)).toEqual(once);
    // It hears of what the other one wrote last within 100 ms of this machine's time, not of the test's.
    await expect.poll(() => second.breaches(incidentId)).toEqual(once);
    const late = [...first.notices, ...second.notices].filter(({ tone }) => tone === 'critical');
    expect(late).toHaveLength(3);
  });

  it('[D71] writes nothing that another one wrote between its look and its turn to write', async () => {
    const machine = createMachine();
    const first = await start(machine, { window: false });
    const incidentId = await first.declare();
    machine.sleep(6 * MINUTE);
    const second = await start(machine, { window: false });
    const { append } = second.journal;
    let others: ReturnType<typeof start> | undefined;
    second.journal.append = (streamId, actor, decide) => {
      // Its first look at the clocks is before it waits for anything.
      others ??= start(machine);
      return append(streamId, actor, decide);
    };
    second.keepClocks();
    await settled();
    await expect.poll(async () => (await others)?.notices.length).toBe(1);
    await expect.poll(() => first.breaches(incidentId)).toEqual(['acknowledge 5 at 5']);
    expect(second.notices).toEqual([]);
  });

  it('[D70] names who is next on the ladder and how to reach them, and escalates nothing by itself', async () => {
    const machine = createMachine();
    const { declare, notices, incidents } = await start(machine);
    const incidentId = await declare();
    await incidents.acknowledge({ incidentId }, options);
    await incidents.changeStatus({ incidentId, to: 'investigating' }, options);
    const update = { audience: 'internal', publicStatus: 'Investigating', text: 'On it.' } as const;
    await machine.pass(10 * MINUTE);
    await incidents.publishUpdate({ incidentId, ...update }, options);
    await machine.pass(10 * MINUTE);
    await incidents.publishUpdate({ incidentId, ...update }, options);
    await machine.pass(10 * MINUTE + 1);
    expect(bodies(notices)).toEqual([
      'Next to be called: L2 Team lead (Grace), in 6 m.',
      'Escalate now: L2 Team lead (Grace).',
    ]);
    expect(incidents.incident(incidentId)?.escalations).toEqual([]);
    await incidents.escalate({ incidentId, level: 'L2' }, options);
    await incidents.publishUpdate({ incidentId, ...update }, options);
    notices.length = 0;
    await machine.pass(15 * MINUTE);
    expect(bodies(notices).join(' ')).not.toContain('L2');
  });

  it('[D73] marks a drill, and says of many incidents at once how many there are', async () => {
    const machine = createMachine();
    const first = await start(machine);
    for (const title of ['A', 'B', 'C', 'D', 'E']) await first.declare('SEV-1', { title, drill: title === 'A' });
    await machine.pass(4 * MINUTE);
    first.close();
    expect(first.notices).toEqual([
      {
        title: 'Clocks of 5 incidents need a look',
        body: expect.stringContaining('Drill: SEV-1 A'),
        tone: 'neutral',
      },
    ]);
    expect(first.notices[0]?.body).toMatch(/; 2 more$/);
  });

  it('[D73] gives notice of a limit that cannot be recorded, once, and records it when it can', async () => {
    const machine = createMachine();
    const { declare, breaches, notices, journal } = await start(machine);
    const incidentId = await declare();
    const { append } = journal;
    journal.append = () => ({ ok: false, error: { code: 'not-saved', message: 'NOT SAVED.', action: 'Free space.' } });
    await machine.pass(8 * MINUTE);
    expect(breaches(incidentId)).toEqual([]);
    expect(notices.filter(({ tone }) => tone === 'critical')).toHaveLength(1);
    journal.append = append;
    await machine.pass(MINUTE);
    expect(breaches(incidentId)).toEqual(['acknowledge 5 at 5']);
    expect(notices.filter(({ tone }) => tone === 'critical')).toHaveLength(1);
  });

  it('[D71] writes nothing into an incident that was only brought in, until somebody here works on it', async () => {
    const machine = createMachine();
    const elsewhere = mkdtempSync(join(tmpdir(), 'war-room-elsewhere-'));
    cleanUp.push(() => rmSync(elsewhere, { recursive: true, force: true }));
    const other = await start(machine, { directory: elsewhere, window: false });
    const incidentId = await other.declare();
    const events = other.incidents.events(incidentId).map(toVerifiable);
    await machine.pass(20 * MINUTE);

    const here = await start(machine);
    const imported = here.journal.importStream({ streamId: incidentId, events, forks: [], signatures: [] });
    expect(imported).toMatchObject({ ok: true });
    await machine.pass(5 * MINUTE);
    expect(here.breaches(incidentId)).toEqual([]);
    await here.incidents.addNote({ incidentId, text: 'Taking over.' }, options);
    await settled();
    expect(here.breaches(incidentId)).toContain('acknowledge 5 at 5');
  });
});
