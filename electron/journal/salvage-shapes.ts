import type { Shape } from './salvage-records.ts';

const integer = { kind: 'integer' } as const;
const text = { kind: 'text' } as const;
const uuid = { kind: 'text', length: 36 } as const;
const hash = { kind: 'text', length: 64 } as const;
const hlc = { kind: 'text', length: 22 } as const;

/** The columns of `events` and `forked_events` (`schema.ts`), as they lie in a row. */
export const EVENT_COLUMNS = [
  'position',
  'id',
  'incident_id',
  'device_id',
  'seq',
  'hlc',
  'recorded_at',
  'recorded_offset',
  'occurred_at',
  'actor',
  'kind',
  'version',
  'payload',
  'payload_hash',
  'prev_hash',
  'hash',
  'imported',
] as const;

/**
 * What the rows and index entries of the journal look like in the file. The indexes don't hold events, but they tell
 * which ones there were.
 */
export const SHAPES = {
  event: {
    columns: [
      { kind: 'rowid' },
      uuid,
      uuid,
      uuid,
      integer,
      hlc,
      integer,
      integer,
      integer,
      text,
      text,
      integer,
      { kind: 'blob' },
      hash,
      hash,
      hash,
      integer,
    ],
    // Rows of version 1 lack `imported`.
    required: 16,
    tree: 'table',
  },
  /** UNIQUE (incident_id, device_id, seq) of `events`. */
  place: { columns: [uuid, uuid, integer, integer], required: 4, tree: 'index' },
  /** `events_folded`. */
  foldPlace: { columns: [uuid, hlc, uuid, integer, integer], required: 5, tree: 'index' },
  /** UNIQUE (incident_id, device_id, seq, hash) of `forked_events`. */
  fork: { columns: [uuid, uuid, integer, hash, integer], required: 5, tree: 'index' },
  /** `signed_heads`: its key, then the rest. */
  signature: { columns: [uuid, uuid, integer, text, hash, integer, text], required: 7, tree: 'index' },
  purgedBlob: { columns: [hash, uuid], required: 2, tree: 'index' },
} as const satisfies Record<string, Shape>;
export type ShapeName = keyof typeof SHAPES;
