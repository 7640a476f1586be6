import type { Alert } from '#shared/contract/metrics.ts';
import type { EventDraft } from '#shared/domain/events/index.ts';

/** One alert of one source from the moment it fired until its end is recorded. Times are UTC ms. */
export interface Firing {
  readonly sourceName: string;
  readonly simulated: boolean;
  readonly alert: Alert;
  /** When it began to fire: active for as long as its rule waits. */
  readonly firedAt: number;
  /** Since when it no longer fires; absent while it does. */
  readonly quietSince?: number;
  /** How long it has to stay quiet before that counts as resolved; grows while it flaps, ms. */
  readonly holdMs: number;
  /** Streams that have its beginning, and those that have its end too. */
  readonly firedIn: readonly string[];
  readonly resolvedIn: readonly string[];
}

/** A stream that alerts are recorded in: an open incident, or the desk. */
export interface AlertStream {
  readonly id: string;
  /** Nothing that began before this is recorded in it, UTC ms. */
  readonly from: number;
}

export interface AlertRecord {
  readonly streamId: string;
  readonly key: string;
  readonly draft: EventDraft;
}

/** An alert that fires again within this time is the same entry still. */
export const RESOLVE_AFTER_MS = 30_000;
const LONGEST_HOLD_MS = 10 * 60_000;
/** A firing that is over is remembered this long: to see flapping, and not to record it again. */
const FORGET_AFTER_MS = 60 * 60_000;

export const firingKey = (sourceName: string, alert: Pick<Alert, 'fingerprint'>): string =>
  `${sourceName} ${alert.fingerprint}`;

/** A source as seen by one look at its alerts. */
export interface AlertLook {
  readonly name: string;
  readonly simulated: boolean;
  /** UTC ms. */
  readonly now: number;
  /** How long a new firing has to be quiet at first to be over, ms. */
  readonly resolveAfterMs: number;
}

/**
 * What is known after one look at a source's alerts. Firings of other sources stay as they are: nobody has seen whether
 * they ended.
 */
export function observeAlerts(
  known: ReadonlyMap<string, Firing>,
  alerts: readonly Alert[],
  look: AlertLook,
): ReadonlyMap<string, Firing> {
  const { now } = look;
  const next = new Map<string, Firing>();
  const firing = new Map(
    alerts.filter(({ state }) => state === 'firing').map((alert) => [firingKey(look.name, alert), alert]),
  );
  for (const [key, before] of known) {
    if (before.sourceName !== look.name || firing.has(key)) next.set(key, before);
    else if (before.quietSince === undefined) next.set(key, { ...before, quietSince: now });
    else if (now - before.quietSince < FORGET_AFTER_MS) next.set(key, before);
  }
  for (const [key, alert] of firing) next.set(key, continued(next.get(key), alert, look));
  return next;
}

function continued(
  before: Firing | undefined,
  alert: Alert,
  { name, simulated, now, resolveAfterMs }: AlertLook,
): Firing {
  const firedAt = Math.min(now, Math.round(alert.activeAt + (alert.forSeconds ?? 0) * 1000));
  const fresh: Firing = {
    sourceName: name,
    simulated,
    alert,
    firedAt,
    holdMs: resolveAfterMs,
    firedIn: [],
    resolvedIn: [],
  };
  if (before === undefined) return fresh;
  if (before.quietSince === undefined) return { ...before, alert };
  const holdMs = Math.min(before.holdMs * 2, LONGEST_HOLD_MS);
  // Over is what a timeline says is over: where nobody looked in time to record the end, it goes on.
  const ended = before.firedIn.length === 0 ? isOver(before, now) : before.resolvedIn.length > 0;
  const unfinished = before.firedIn.filter((stream) => !before.resolvedIn.includes(stream));
  if (ended) return { ...fresh, holdMs, firedIn: unfinished };
  const { quietSince: _, ...still } = before;
  return { ...still, alert, holdMs };
}

function isOver(firing: Firing, now: number): boolean {
  return firing.quietSince !== undefined && now - firing.quietSince >= firing.holdMs;
}

/** Which events are missing in the streams that are open now, oldest first. Empty when all is recorded. */
export function missingRecords(
  firings: ReadonlyMap<string, Firing>,
  streams: readonly AlertStream[],
  now: number,
): readonly AlertRecord[] {
  const records: AlertRecord[] = [];
  for (const [key, firing] of firings) {
    for (const stream of streams) {
      const hasBeginning = firing.firedIn.includes(stream.id);
      const draft =
        firing.quietSince === undefined && !hasBeginning && firing.firedAt >= stream.from
          ? firedDraft(firing)
          : hasBeginning && isOver(firing, now) && !firing.resolvedIn.includes(stream.id)
            ? resolvedDraft(firing)
            : undefined;
      if (draft !== undefined) records.push({ streamId: stream.id, key, draft });
    }
  }
  return records.sort((a, b) => (a.draft.occurredAt ?? 0) - (b.draft.occurredAt ?? 0));
}

/** The same firings after `record` was written. */
export function markRecorded(firings: ReadonlyMap<string, Firing>, record: AlertRecord): ReadonlyMap<string, Firing> {
  const firing = firings.get(record.key);
  if (firing === undefined) return firings;
  const field = record.draft.kind === 'alertFired' ? 'firedIn' : 'resolvedIn';
  return new Map(firings).set(record.key, { ...firing, [field]: [...firing[field], record.streamId] });
}

function firedDraft({ alert, sourceName, simulated, firedAt }: Firing): EventDraft {
  const { severity } = alert.labels;
  const summary = alert.annotations.summary ?? alert.annotations.description;
  return {
    kind: 'alertFired',
    occurredAt: firedAt,
    payload: {
      fingerprint: alert.fingerprint,
      name: alert.name,
      labels: alert.labels,
      sourceName,
      activeAt: alert.activeAt,
      ...(severity === undefined ? {} : { severity }),
      ...(summary === undefined ? {} : { summary }),
      ...(alert.value === '' ? {} : { value: alert.value }),
      simulated,
    },
  };
}

function resolvedDraft({ alert, sourceName, simulated, quietSince }: Firing): EventDraft {
  return {
    kind: 'alertResolved',
    ...(quietSince === undefined ? {} : { occurredAt: quietSince }),
    payload: { fingerprint: alert.fingerprint, name: alert.name, labels: alert.labels, sourceName, simulated },
  };
}
