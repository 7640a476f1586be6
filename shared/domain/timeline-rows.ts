import type { JournalEvent, KnownEvent } from './events/index.ts';

type EventOf<Kind extends KnownEvent['kind']> = KnownEvent & { readonly kind: Kind };

/** One command, with the runbook step that put it there. At least one event is there. */
export interface Run {
  readonly stepStarted?: EventOf<'stepStarted'>;
  readonly commandStarted?: EventOf<'commandStarted'>;
  readonly commandFinished?: EventOf<'commandFinished'>;
  readonly stepFinished?: EventOf<'stepFinished'>;
  /** Its terminal closed before it was seen to finish. */
  readonly cutOff?: boolean;
}

type RunEvent = EventOf<'stepStarted' | 'commandStarted' | 'commandFinished' | 'stepFinished'>;

/** What becomes one entry: one event, or the events of one run. */
export interface Row {
  readonly first: JournalEvent;
  /** Every event that went into the row: a pin on any of them pins it. */
  readonly eventIds: readonly string[];
  readonly run?: Run;
}

/** What a row's text needs to know of other events. */
export interface RowContext {
  readonly detectedAt: number | undefined;
  readonly runbookTitles: ReadonlyMap<string, string>;
  readonly sessionTitles: ReadonlyMap<string, string>;
  readonly actionItemTitles: ReadonlyMap<string, string>;
}

interface GrowingRow {
  readonly first: JournalEvent;
  readonly eventIds: string[];
  run?: Run;
}

/** Groups events (in fold order) into rows, in the order of their first events. */
export function collectRows(events: readonly JournalEvent[]): {
  readonly rows: readonly Row[];
  readonly pinnedIds: ReadonlySet<string>;
  readonly context: RowContext;
} {
  const rows: GrowingRow[] = [];
  const pinnedIds = new Set<string>();
  const runs = new RunIndex();
  const runbookTitles = new Map<string, string>();
  const sessionTitles = new Map<string, string>();
  const actionItemTitles = new Map<string, string>();
  let detectedAt: number | undefined;

  for (const event of events) {
    if (isRunEvent(event)) {
      runs.add(event, rows);
      continue;
    }
    if (event.kind === 'entryPinned') {
      if (event.payload.pinned) pinnedIds.add(event.payload.eventId);
      else pinnedIds.delete(event.payload.eventId);
      continue;
    }
    if (event.kind === 'entryAmended' || event.kind === 'entryRetracted' || event.kind === 'entryPurged') continue;
    if (event.kind === 'noteAdded' && event.payload.pinned === true) pinnedIds.add(event.id);
    if (event.kind === 'declared') detectedAt ??= event.payload.detectedAt;
    if (event.kind === 'runbookAttached') runbookTitles.set(event.payload.runbookId, event.payload.title);
    if (event.kind === 'sessionOpened') sessionTitles.set(event.payload.sessionId, event.payload.title);
    if (event.kind === 'actionItemAdded') actionItemTitles.set(event.payload.itemId, event.payload.item.title);
    if (event.kind === 'sessionClosed') runs.cutOff(event.payload.sessionId);
    rows.push({ first: event, eventIds: [event.id] });
  }
  return { rows, pinnedIds, context: { detectedAt, runbookTitles, sessionTitles, actionItemTitles } };
}

/** Finds the row to which an event of a run belongs. */
class RunIndex {
  /** The newest run of a step, by runbook, step. */
  readonly #bySteps = new Map<string, GrowingRow>();
  readonly #byCommand = new Map<string, GrowingRow>();
  /** The unfinished runs of a session. */
  readonly #bySession = new Map<string, Set<GrowingRow>>();

  add(event: RunEvent, rows: GrowingRow[]): void {
    const row = this.#find(event) ?? { first: event, eventIds: [] };
    if (row.eventIds.length === 0) rows.push(row);
    row.eventIds.push(event.id);
    row.run = { ...row.run, [event.kind]: event };
    if (event.kind === 'stepStarted') this.#bySteps.set(stepKey(event.payload), row);
    else this.#byCommand.set(event.payload.commandId, row);
    this.#trackSession(event, row);
  }

  cutOff(sessionId: string): void {
    for (const row of this.#bySession.get(sessionId) ?? []) row.run = { ...row.run, cutOff: true };
    this.#bySession.delete(sessionId);
  }

  #find(event: RunEvent): GrowingRow | undefined {
    if (event.kind === 'stepStarted') return undefined;
    const known = this.#byCommand.get(event.payload.commandId);
    if (known) return known;
    const { runbookId, stepId } = event.payload;
    if (runbookId === undefined || stepId === undefined) return undefined;
    const step = this.#bySteps.get(stepKey({ runbookId, stepId }));
    // A step's row takes one command only: typing it again by hand is a command of its own.
    return step?.run && !step.run.commandStarted && !step.run.commandFinished && !step.run.stepFinished
      ? step
      : undefined;
  }

  #trackSession(event: RunEvent, row: GrowingRow): void {
    if (event.kind === 'commandFinished' || event.kind === 'stepFinished') {
      for (const unfinished of this.#bySession.values()) unfinished.delete(row);
      return;
    }
    const { sessionId } = event.payload;
    this.#bySession.set(sessionId, (this.#bySession.get(sessionId) ?? new Set()).add(row));
  }
}

function isRunEvent(event: JournalEvent): event is RunEvent {
  return (
    event.kind === 'stepStarted' ||
    event.kind === 'commandStarted' ||
    event.kind === 'commandFinished' ||
    event.kind === 'stepFinished'
  );
}

function stepKey(step: { readonly runbookId: string; readonly stepId: string }): string {
  return JSON.stringify([step.runbookId, step.stepId]);
}
