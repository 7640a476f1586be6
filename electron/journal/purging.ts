import { type Actor, payloadSchemas } from '#shared/domain/events/index.ts';
import { fail, type Outcome, succeed } from '#shared/domain/outcome.ts';
import { appendTo, type Writer } from './appending.ts';
import type { BlobStore } from './blobs.ts';
import { eraseTraces } from './erase-traces.ts';
import type { Journal, StoredEvent } from './journal.ts';
import { namedBlobs } from './named-blobs.ts';
import type { PurgeProblemCode } from './purge-report.ts';
import { type EventRow, isPurged, parsePayload } from './rows.ts';
import type { Statements } from './statements.ts';

interface Purge {
  readonly streamId: string;
  readonly eventId: string;
  readonly actor: Actor;
  readonly reason: string;
  readonly now: number;
}

export function createPurging(writer: Writer, blobs: BlobStore): Pick<Journal, 'purge'> {
  return {
    purge: (streamId, eventId, actor, reason) => {
      const purged = writer.connection.write((statements) =>
        purgeInside(statements, writer, { streamId, eventId, actor, reason, now: writer.now() }),
      );
      if (!purged.ok) return purged;
      return succeed({ ...purged.value, ...eraseTraces(writer.connection, blobs) });
    },
  };
}

/** Inside a write transaction: the records, the empty payloads, and a mark that the file has to be cleaned. */
function purgeInside(
  statements: Statements,
  writer: Writer,
  purge: Purge,
): Outcome<
  { readonly recorded: readonly StoredEvent[]; readonly purgedEventIds: readonly string[] },
  PurgeProblemCode
> {
  const { streamId, eventId, actor, reason, now } = purge;
  const [named] = [statements.event(streamId, eventId) ?? statements.forksOf(eventId, streamId)].flat();
  if (named === undefined) return fail('unknown-event', 'There is no such event.', 'Look at the timeline.');
  if (isPurged(named)) return fail('already-purged', 'The event is purged already.');
  if (named.kind === 'entryPurged') {
    return fail('not-purgeable', 'This event says why another one is empty, so it stays.', 'Purge another event.');
  }
  const recorded: StoredEvent[] = [];
  const targets = [named, ...copiesOf(statements, named)];
  const evidence = new Map<string, string>();
  for (const target of targets) {
    const draft = { kind: 'entryPurged', payload: { eventId: target.id, reason } } as const;
    const appended = appendTo(statements, writer, { streamId: target.incident_id, actor, drafts: [draft], now });
    recorded.push(...appended);
    const forks = statements.forksOf(target.id, target.incident_id);
    const names = [target, ...forks].flatMap((row) => namedBlobs(parsePayload(row.payload)));
    for (const name of names) evidence.set(name, appended.at(-1)?.event.id ?? target.id);
    // The trigger lets these through only now, while that record is the newest event.
    statements.erase(target.id);
    statements.eraseForks(target.id, target.incident_id);
  }
  for (const [sha256, purgeId] of evidence) {
    if (!statements.isNamed(sha256)) statements.addPurgedBlob(sha256, purgeId);
  }
  statements.setUnfinishedPurge(true);
  return succeed({ recorded, purgedEventIds: targets.map(({ id }) => id) });
}

/** The event of a desk that this one was copied from, and every other copy of the same. */
function copiesOf(statements: Statements, row: EventRow): readonly EventRow[] {
  const origin = originalOf(row) ?? row;
  const original = statements
    .eventAnywhere(origin.id)
    // A desk is the stream that has its device's id; only from there is anything ever copied.
    .filter((found) => found.hash === origin.hash && (found.id === row.id || found.incident_id === found.device_id));
  const copies = statements.backfills().filter((copy) => {
    const copied = originalOf(copy);
    return copied?.id === origin.id && copied.hash === origin.hash;
  });
  return [...original, ...copies].filter((found) => found.id !== row.id && !isPurged(found));
}

function originalOf(row: EventRow): { readonly id: string; readonly hash: string } | undefined {
  if (row.kind !== 'backfilled') return undefined;
  return payloadSchemas.backfilled.safeParse(parsePayload(row.payload)).data?.original;
}
