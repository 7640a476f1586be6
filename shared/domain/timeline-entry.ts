import { authorOf } from './author.ts';
import { describeEvent } from './describe-event.ts';
import { describeRun } from './describe-run.ts';
import { isAmendable, isPurgeable, isRetractable } from './entry-rules.ts';
import type { EventKind, EventOf, JournalEvent } from './events/index.ts';
import { foldKey } from './fold-order.ts';
import { unwrapBackfilled } from './read-event.ts';
import type { Amendment, EntryText, TimelineEntry, Withdrawal } from './timeline.ts';
import type { Run, RunKind, TimelineRow } from './timeline-rows.ts';

/** A person's time counts as backdated from this distance on. */
const BACKDATED_MS = 60_000;

type FindEvent = (eventId: string) => JournalEvent | undefined;

/** How a row reads. Undefined when its first event can't be had: the journal is damaged there. */
export function toEntry(row: TimelineRow, event: FindEvent): TimelineEntry | undefined {
  const first = event(row.id);
  if (first === undefined) return undefined;
  const run = row.run && runOf(row, event);
  const { shown, amendments } = amend(shownAs(first), row, event);
  const text: EntryText = run ? describeRun(run, row.context) : describeEvent(shown, row.context);
  // A step may wait in its tab for long before it is sent: the row stands where the command ran.
  const { occurredAt, recordedAt } = run?.commandStarted ?? shown;
  const recordedFirst = first.kind === 'backfilled' ? first.payload.original.recordedAt : recordedAt;
  const retracted = withdrawal(row.retractedBy, 'entryRetracted', event);
  const purged = withdrawal(row.purgedBy, 'entryPurged', event);
  const said = textOf(shown);
  return {
    code: false,
    ...text,
    eventId: row.id,
    order: foldKey(first),
    occurredAt,
    recordedAt,
    backdated: shown.actor.type === 'person' && Math.abs(recordedFirst - occurredAt) > BACKDATED_MS,
    ...(shown.actor.type === 'person' && { actorName: shown.actor.name }),
    pinned: row.pinned.length > 0,
    ...(said !== undefined && { text: said }),
    amendments,
    ...(retracted && { retracted }),
    ...(purged && { purged }),
    backfilled: (first.kind === 'unknown' ? first.originalKind : first.kind) === 'backfilled',
    foreign: row.foreign,
    can: abilities(first, retracted !== undefined),
  };
}

/** The events of a row's run; undefined for a row that is none. */
export function runOf(row: TimelineRow, event: FindEvent): Run | undefined {
  if (row.run === undefined) return undefined;
  const events = Object.values(row.run)
    .flatMap((id) => event(id) ?? [])
    .map(shownAs);
  const run = Object.fromEntries(events.map((of) => [of.kind, of])) as { [Kind in RunKind]?: EventOf<Kind> };
  return { ...run, ...(row.cutOff && { cutOff: true }) };
}

function shownAs(event: JournalEvent): Exclude<JournalEvent, EventOf<'backfilled'>> {
  return event.kind === 'backfilled' ? unwrapBackfilled(event) : event;
}

type Shown = ReturnType<typeof shownAs>;

/** What is left of an entry can't be said anew, and what is hidden or gone is not hidden again. */
function abilities(first: JournalEvent, retracted: boolean): TimelineEntry['can'] {
  if (first.kind === 'unknown') {
    return { amend: false, retract: false, purge: first.purged !== true && isPurgeable(first.originalKind) };
  }
  return {
    amend: !retracted && isAmendable(first.kind),
    retract: !retracted && isRetractable(first.kind),
    purge: isPurgeable(first.kind),
  };
}

/** The event as its amendments make it read, and what each of them replaced. */
function amend(original: Shown, row: TimelineRow, event: FindEvent): { shown: Shown; amendments: Amendment[] } {
  let shown = original;
  const amendments: Amendment[] = [];
  for (const id of row.amendedBy) {
    const amendment = event(id);
    if (amendment?.kind !== 'entryAmended') continue;
    const { text, noteKind, occurredAt, reason } = amendment.payload;
    const formerText = textOf(shown);
    amendments.push({
      by: authorOf(amendment),
      at: amendment.recordedAt,
      reason,
      ...(text !== undefined && formerText !== undefined && { formerText }),
      ...(occurredAt !== undefined && { formerOccurredAt: shown.occurredAt }),
      ...(noteKind !== undefined && shown.kind === 'noteAdded' && { formerLabel: shown.payload.noteKind }),
    });
    shown = { ...withWords(shown, amendment.payload), ...(occurredAt !== undefined && { occurredAt }) };
  }
  return { shown, amendments };
}

function withWords(shown: Shown, { text, noteKind }: EventOf<'entryAmended'>['payload']): Shown {
  if (shown.kind === 'noteAdded') {
    const words = { ...(text !== undefined && { text }), ...(noteKind !== undefined && { noteKind }) };
    return { ...shown, payload: { ...shown.payload, ...words } };
  }
  if (shown.kind === 'attachmentAdded' && text !== undefined) {
    return { ...shown, payload: { ...shown.payload, caption: text } };
  }
  return shown;
}

/** What a person wrote and may write anew: a note's words, an attachment's caption. */
function textOf(shown: Shown): string | undefined {
  if (shown.kind === 'noteAdded') return shown.payload.text;
  return shown.kind === 'attachmentAdded' ? (shown.payload.caption ?? '') : undefined;
}

function withdrawal(
  eventId: string | undefined,
  kind: EventKind & ('entryRetracted' | 'entryPurged'),
  event: FindEvent,
): Withdrawal | undefined {
  const found = eventId === undefined ? undefined : event(eventId);
  if (found?.kind !== kind) return undefined;
  return { by: authorOf(found), at: found.recordedAt, reason: found.payload.reason };
}
