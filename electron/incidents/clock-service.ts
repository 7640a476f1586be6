import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Notice } from '#shared/contract/index.ts';
import { nextChangeAt, type UnrecordedBreach, unrecordedBreaches } from '#shared/domain/clocks.ts';
import type { Actor, EventDraft } from '#shared/domain/events/index.ts';
import type { Incident } from '#shared/domain/incident.ts';
import { succeed } from '#shared/domain/outcome.ts';
import type { Taxonomy } from '#shared/domain/taxonomy.ts';
import type { Journal } from '../journal/index.ts';
import { type Clocks, watchWallClock } from './clock-jumps.ts';
import {
  type ClockNews,
  type ContactOf,
  jumpNotice,
  reportClocks,
  summarizeNotices,
  toNotice,
} from './clock-notices.ts';
import type { IncidentsService } from './service.ts';

export interface ClockServiceDependencies extends Clocks {
  readonly journal: Journal;
  readonly incidents: Pick<IncidentsService, 'incident' | 'taxonomyOf'>;
  readonly notify: (notice: Notice) => void;
  /** Whom the team names for a level of the ladder. Default: nobody. */
  readonly contactOf?: ContactOf;
  /** Calls back once after so many ms; returns what takes that back. Default: a timer that keeps no program alive. */
  readonly setTimer?: (callback: () => void, milliseconds: number) => () => void;
}

export interface ClockService {
  close(): void;
}

/**
 * The longest wait before the clocks are looked at again. A timer does not count while the machine sleeps and knows
 * nothing of a wall clock that is set, so that no wait may be as long as the next limit is away.
 */
const RECHECK_MS = 60_000;
const PAGE = 500;
/** More notices than this at once are one. */
const MANY = 3;
const SYSTEM: Actor = { type: 'system' };

/**
 * Keeps the clocks of the incidents of this data directory while the window is open: waits for the next limit, records
 * each one that was passed once (whoever else looks at the same directory), and gives notice at 80 % and at the limit.
 * What was passed while nobody looked, in sleep or before the start, is recorded then, for when it happened.
 */
export function createClockService(dependencies: ClockServiceDependencies): ClockService {
  const { journal, incidents, notify, now, contactOf = () => undefined, setTimer = setUnrefTimer } = dependencies;
  const closing = new AbortController();
  const { signal } = closing;
  const wallJump = watchWallClock(dependencies);
  const nextChanges = new Map<string, number>();
  /** What was said already, so that it is said once. */
  const told = new Set<string>();
  const ours = new Set<string>();
  let cancelTimer = () => {};

  async function follow(): Promise<void> {
    let position = journal.headPosition();
    const atStart: Notice[] = [];
    for (const incidentId of journal.declaredStreamIds()) {
      atStart.push(...look(incidentId));
      await nextTurn();
      if (signal.aborted) return;
    }
    announce(atStart);
    wait();
    for await (const head of journal.head.watch(signal)) {
      const changed = new Set<string>();
      while (position < head) {
        const page = journal.readAfter(position, PAGE);
        for (const { event } of page) changed.add(event.incidentId);
        position = page.at(-1)?.position ?? head;
        await nextTurn();
        if (signal.aborted) return;
      }
      if (changed.size > 0) lookAt(changed);
    }
  }

  function lookAt(incidentIds: Iterable<string>): void {
    const jump = wallJump();
    if (jump !== 0) notify(jumpNotice(jump));
    // By another time than before, any clock may stand elsewhere.
    const ids = jump === 0 ? [...incidentIds] : journal.declaredStreamIds();
    announce(ids.flatMap(look));
    wait();
  }

  function wait(): void {
    cancelTimer();
    const next = Math.min(...nextChanges.values());
    const milliseconds = Math.max(0, Math.min(next - now(), RECHECK_MS));
    cancelTimer = setTimer(() => lookAt(journal.declaredStreamIds()), milliseconds);
  }

  /** Records what is late in one incident, notes its next change, and returns what there is to say. */
  function look(incidentId: string): readonly Notice[] {
    nextChanges.delete(incidentId);
    const incident = incidents.incident(incidentId);
    const taxonomy = incident && incidents.taxonomyOf(incident);
    if (!incident || !taxonomy || !isOurs(incidentId)) return [];
    const breaches = recordBreaches(incident, taxonomy);
    const next = nextChangeAt(incident, taxonomy, now());
    if (next !== undefined) nextChanges.set(incidentId, next);
    const report = reportClocks({ incident, taxonomy, breaches, contactOf, now: now() });
    const notices = [
      toNotice(incident, untold(incidentId, 'late', report.late), 'critical'),
      toNotice(incident, untold(incidentId, 'near', report.near), 'neutral'),
    ];
    return notices.filter((notice) => notice !== undefined);
  }

  /**
   * Writes what is late, decided inside the transaction, so that of two writers the second finds it there. Where it
   * cannot be saved it is still worth a notice, and the next look tries again.
   */
  function recordBreaches(incident: Incident, taxonomy: Taxonomy): readonly UnrecordedBreach[] {
    const before = unrecordedBreaches(incident, taxonomy, now());
    if (before.length === 0) return before;
    let written: readonly UnrecordedBreach[] = [];
    const appended = journal.append(incident.id, SYSTEM, () => {
      written = unrecordedBreaches(incidents.incident(incident.id) ?? incident, taxonomy, now());
      return succeed(written.map(toDraft));
    });
    return appended.ok ? written : before;
  }

  /**
   * Whether this directory keeps the incident's clocks: it was declared here, or somebody here worked on it. One that
   * was only brought in is another's to keep, and stays as it came.
   */
  function isOurs(incidentId: string): boolean {
    if (ours.has(incidentId)) return true;
    const isOwn =
      journal.chainHeads(incidentId).some(({ deviceId }) => deviceId === journal.deviceId) ||
      // A restored directory has a new device, and goes on with its incidents.
      journal.readStored(incidentId, 0, 1)[0]?.origin === 'local';
    if (isOwn) ours.add(incidentId);
    return isOwn;
  }

  function untold(incidentId: string, what: string, news: readonly ClockNews[]): readonly ClockNews[] {
    return news.filter(({ key }) => {
      const name = `${incidentId} ${what} ${key}`;
      if (told.has(name)) return false;
      told.add(name);
      return true;
    });
  }

  function announce(notices: readonly Notice[]): void {
    for (const notice of notices.length > MANY ? [summarizeNotices(notices)] : notices) notify(notice);
  }

  void follow();
  return {
    close() {
      closing.abort();
      cancelTimer();
    },
  };
}

function toDraft({ clock, severity, originAt, limitMs, dueAt, lateFrom }: UnrecordedBreach): EventDraft {
  const payload = { clock, severity, originAt, limitMs, dueAt };
  return { kind: 'clockBreached', occurredAt: lateFrom, bySystem: true, payload };
}

function setUnrefTimer(callback: () => void, milliseconds: number): () => void {
  const timer = setTimeout(callback, milliseconds).unref();
  return () => clearTimeout(timer);
}
