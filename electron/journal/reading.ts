import { payloadSchemas } from '#shared/domain/events/index.ts';
import type { SealedEvent } from './bundle.ts';
import type { Connection } from './connection.ts';
import type { Journal, Position, StoredEvent } from './journal.ts';
import { parsePayload, toSealedEvent, toStoredEvent } from './rows.ts';
import { FOLD_START, type FoldPlace } from './statements.ts';

const PAGE = 500;

type Reading = Pick<
  Journal,
  | 'readStored'
  | 'readAfter'
  | 'readFolded'
  | 'headPosition'
  | 'streamIds'
  | 'declaredStreamIds'
  | 'chainHeads'
  | 'hasStream'
  | 'hasEvent'
  | 'event'
  | 'purgedIds'
  | 'signatures'
  | 'forks'
>;

/** The queries of a journal; what can't be read is empty, and the connection's status says so. */
export function createReading(connection: Connection): Reading {
  function* readFolded(streamId: string, upTo: Position = connection.head.get()) {
    for (let place: FoldPlace | undefined = FOLD_START; place !== undefined; ) {
      const after: FoldPlace = place;
      const rows = connection.read([], (statements) => statements.folded(streamId, upTo, after, PAGE));
      if (rows.length > 0) yield rows.map(toStoredEvent);
      place = rows.length === PAGE ? rows.at(-1) : undefined;
    }
  }

  function event(streamId: string, eventId: string): StoredEvent | undefined {
    const row = connection.read(undefined, (statements) => statements.event(streamId, eventId));
    return row && toStoredEvent(row);
  }

  return {
    readStored: (streamId, after, limit) =>
      connection.read([], (statements) => statements.stored(streamId, after, limit)).map(toStoredEvent),
    readAfter: (position, limit) =>
      connection.read([], (statements) => statements.after(position, limit)).map(toStoredEvent),
    readFolded,
    headPosition: () => connection.read(0, (statements) => statements.head()),
    streamIds: () => connection.read([], (statements) => statements.streams()),
    declaredStreamIds: () => connection.read([], (statements) => statements.declared()),
    chainHeads: (streamId) => connection.read([], (statements) => statements.chainHeads(streamId)),
    hasStream: (streamId) => connection.read(false, (statements) => statements.hasStream(streamId)),
    hasEvent: (streamId, eventId) => connection.read(false, (statements) => statements.has(streamId, eventId)),
    event,
    purgedIds: (streamId) =>
      new Set(
        connection
          .read([], (statements) => statements.purges(streamId))
          .flatMap((bytes) => payloadSchemas.entryPurged.safeParse(parsePayload(bytes)).data?.eventId ?? []),
      ),
    signatures: (streamId) => connection.read([], (statements) => statements.signatures(streamId)),
    forks: (streamId) => connection.read([], (statements) => statements.forks(streamId)).map(toStoredEvent),
  };
}

/** A stream chain by chain, each in its order, with the bytes that were hashed. */
export function* readChains(connection: Connection, streamId: string): Generator<SealedEvent, void, void> {
  for (let place: FoldPlace | undefined = FOLD_START; place !== undefined; ) {
    const after: FoldPlace = place;
    const rows = connection.read([], (statements) => statements.chained(streamId, after, PAGE));
    for (const row of rows) yield toSealedEvent(row);
    place = rows.length === PAGE ? rows.at(-1) : undefined;
  }
}
