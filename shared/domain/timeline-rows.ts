import { isAmendable, isRetractable } from './entry-rules.ts';
import type { EventKind, EventOf, JournalEvent } from './events/index.ts';
import { unwrapBackfilled } from './read-event.ts';

/** The events of one run, by kind; see `Run`. */
export type RunKind = 'stepStarted' | 'commandStarted' | 'commandFinished' | 'stepFinished';
type RunEvent = EventOf<RunKind>;

/** One command, with the runbook step that put it there. At least one event is there. */
export type Run = { readonly [Kind in RunKind]?: EventOf<Kind> } & {
  /** Its terminal closed before it was seen to finish. */
  readonly cutOff?: true;
};

/** What a row's text needs to know of other events, as it was when the row began. */
export interface RowContext {
  /** UTC ms. */
  readonly detectedAt?: number;
  /** Of the runbook, the session or the action item that the event names. */
  readonly title?: string;
}

/**
 * What becomes one entry: one event, or the events of one run, with what was said about it since. It holds ids only;
 * plain JSON.
 */
export interface TimelineRow {
  /** Of its first event. */
  readonly id: string;
  /** Every event that went into it. */
  readonly eventIds: readonly string[];
  readonly run?: { readonly [Kind in RunKind]?: string };
  readonly cutOff?: true;
  /** The session in which its command has not finished yet. */
  readonly openIn?: string;
  /** Which of its events are pinned now. */
  readonly pinned: readonly string[];
  /** Amendments, oldest first. */
  readonly amendedBy: readonly string[];
  readonly retractedBy?: string;
  readonly purgedBy?: string;
  readonly foreign: boolean;
  readonly context: RowContext;
}

/** What the reducer has to know of the events before, all of one stream. */
export interface TimelineLookup {
  row(rowId: string): TimelineRow | undefined;
  /** Rows whose `openIn` is that session. */
  openRows(sessionId: string): readonly TimelineRow[];
  /** What was said last under that key. */
  fact(key: string): string | undefined;
  event(eventId: string): JournalEvent | undefined;
}

/** What one more event changes; rows and facts take the place of those of the same id or key. */
export interface TimelineChanges {
  readonly rows: readonly TimelineRow[];
  readonly facts: readonly (readonly [key: string, value: string])[];
}

const NOTHING: TimelineChanges = { rows: [], facts: [] };

/** The end of a run and what is said about a row are never rows of their own, also when nothing is left of them. */
const noRowWhenPurged: ReadonlySet<string> = new Set<EventKind>([
  'commandFinished',
  'stepFinished',
  'entryAmended',
  'entryRetracted',
]);

/**
 * The rows after one more event, in fold order. Total, and the one way in which rows come about: in memory for
 * documents, in the index for the screen. A mark on what is not there marks nothing.
 */
export function reduceTimeline(
  lookup: TimelineLookup,
  event: JournalEvent,
  origin: 'local' | 'foreign' = 'local',
): TimelineChanges {
  switch (event.kind) {
    case 'entryPinned':
      return mark(lookup, event.payload.eventId, (row) => {
        const others = row.pinned.filter((id) => id !== event.payload.eventId);
        return { ...row, pinned: event.payload.pinned ? [...others, event.payload.eventId] : others };
      });
    case 'entryAmended':
      return mark(lookup, event.payload.eventId, (row, first) =>
        isAmendable(first.kind) ? { ...row, amendedBy: [...row.amendedBy, event.id] } : row,
      );
    case 'entryRetracted':
      return mark(lookup, event.payload.eventId, (row, first) =>
        isRetractable(first.kind) && row.retractedBy === undefined ? { ...row, retractedBy: event.id } : row,
      );
    case 'entryPurged':
      return mark(lookup, event.payload.eventId, (row) =>
        row.purgedBy === undefined ? { ...row, purgedBy: event.id } : row,
      );
    case 'unknown':
      return event.purged === true && noRowWhenPurged.has(event.originalKind) ? NOTHING : begin(lookup, event, origin);
    default: {
      const shown = event.kind === 'backfilled' ? unwrapBackfilled(event) : event;
      return isRunEvent(shown) ? addToRun(lookup, shown, origin) : begin(lookup, shown, origin);
    }
  }
}

/** A row of its own, and what later rows need to know of it. */
function begin(lookup: TimelineLookup, event: JournalEvent, origin: 'local' | 'foreign'): TimelineChanges {
  const row: TimelineRow = {
    id: event.id,
    eventIds: [event.id],
    pinned: event.kind === 'noteAdded' && event.payload.pinned === true ? [event.id] : [],
    amendedBy: [],
    foreign: origin === 'foreign',
    context: contextOf(lookup, event),
  };
  if (event.kind !== 'sessionClosed') return { rows: [row], facts: factsOf(lookup, event) };
  const cut = lookup
    .openRows(event.payload.sessionId)
    .map(({ openIn: _open, ...open }) => ({ ...open, cutOff: true }) as const);
  return { rows: [row, ...cut], facts: [] };
}

function factsOf(lookup: TimelineLookup, event: JournalEvent): TimelineChanges['facts'] {
  switch (event.kind) {
    case 'declared':
      return lookup.fact('detected') === undefined ? [['detected', String(event.payload.detectedAt)]] : [];
    case 'runbookAttached':
      return [[titleKey('runbook', event.payload.runbookId), event.payload.title]];
    case 'sessionOpened':
      return [[titleKey('session', event.payload.sessionId), event.payload.title]];
    case 'actionItemAdded':
      return [[titleKey('item', event.payload.itemId), event.payload.item.title]];
    case 'actionItemChanged': {
      const { itemId, changes } = event.payload;
      return changes.title === undefined ? [] : [[titleKey('item', itemId), changes.title]];
    }
    default:
      return [];
  }
}

function contextOf(lookup: TimelineLookup, event: JournalEvent): RowContext {
  const titled = (key: string): RowContext => {
    const title = lookup.fact(key);
    return title === undefined ? {} : { title };
  };
  switch (event.kind) {
    case 'acknowledged': {
      const detectedAt = lookup.fact('detected');
      return detectedAt === undefined ? {} : { detectedAt: Number(detectedAt) };
    }
    case 'sessionClosed':
      return titled(titleKey('session', event.payload.sessionId));
    case 'actionItemChanged':
    case 'actionItemClosed':
      return titled(titleKey('item', event.payload.itemId));
    case 'stepSkipped':
    case 'stepStarted':
    case 'stepFinished':
    case 'commandStarted':
    case 'commandFinished':
      return event.payload.runbookId === undefined ? {} : titled(titleKey('runbook', event.payload.runbookId));
    default:
      return {};
  }
}

function addToRun(lookup: TimelineLookup, event: RunEvent, origin: 'local' | 'foreign'): TimelineChanges {
  const former = findRun(lookup, event);
  const { openIn: _open, ...known } = former ?? {
    id: event.id,
    eventIds: [],
    pinned: [],
    amendedBy: [],
    foreign: origin === 'foreign',
    context: {},
  };
  const starts = event.kind === 'stepStarted' || event.kind === 'commandStarted';
  const row: TimelineRow = {
    ...known,
    eventIds: [...known.eventIds, event.id],
    run: { ...known.run, [event.kind]: event.id },
    ...(starts && { openIn: event.payload.sessionId }),
    context: { ...contextOf(lookup, event), ...known.context },
  };
  const key = event.kind === 'stepStarted' ? stepKey(event.payload) : commandKey(event.payload.commandId);
  const named = former === undefined ? [] : ([[eventKey(event.id), row.id]] as const);
  return { rows: [row], facts: [[key, row.id], ...named] };
}

function findRun(lookup: TimelineLookup, event: RunEvent): TimelineRow | undefined {
  if (event.kind === 'stepStarted') return undefined;
  const { runbookId, stepId, commandId } = event.payload;
  const known = lookup.fact(commandKey(commandId));
  if (known !== undefined) return lookup.row(known);
  if (runbookId === undefined || stepId === undefined) return undefined;
  const stepRow = lookup.fact(stepKey({ runbookId, stepId }));
  const step = stepRow === undefined ? undefined : lookup.row(stepRow);
  // A step's row takes one command only: typing it again by hand is a command of its own.
  const { commandStarted, commandFinished, stepFinished } = step?.run ?? {};
  return commandStarted === undefined && commandFinished === undefined && stepFinished === undefined ? step : undefined;
}

/** The row that an event went into, changed; whichever of its events was named. */
function mark(
  lookup: TimelineLookup,
  eventId: string,
  change: (row: TimelineRow, first: JournalEvent) => TimelineRow,
): TimelineChanges {
  const row = findRow(lookup, eventId);
  const first = row && lookup.event(row.id);
  return row && first ? { rows: [change(row, first)], facts: [] } : NOTHING;
}

/** The row that an event went into. */
export function findRow(lookup: Pick<TimelineLookup, 'row' | 'fact'>, eventId: string): TimelineRow | undefined {
  return lookup.row(lookup.fact(eventKey(eventId)) ?? eventId);
}

function isRunEvent(event: JournalEvent): event is RunEvent {
  return (
    event.kind === 'stepStarted' ||
    event.kind === 'commandStarted' ||
    event.kind === 'commandFinished' ||
    event.kind === 'stepFinished'
  );
}

const eventKey = (eventId: string) => `event:${eventId}`;
const commandKey = (commandId: string) => `command:${commandId}`;
const titleKey = (of: 'runbook' | 'session' | 'item', id: string) => `${of}:${id}`;
const stepKey = (step: { readonly runbookId: string; readonly stepId: string }) =>
  `step:${JSON.stringify([step.runbookId, step.stepId])}`;
