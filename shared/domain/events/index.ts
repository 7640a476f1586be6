import { z } from 'zod';
import { type Envelope, envelopeSchema } from './envelope.ts';
import type { EventKind, Payload } from './payloads.ts';

export * from './envelope.ts';
export * from './fields.ts';
export * from './payloads.ts';
export * from './payloads-incident.ts';
export * from './payloads-response.ts';
export * from './payloads-timeline.ts';

/** An event of a kind this program knows, its payload checked. */
export type KnownEvent = {
  readonly [K in EventKind]: Omit<Envelope, 'kind'> & { readonly kind: K; readonly payload: Payload<K> };
}[EventKind];

export type EventOf<K extends EventKind> = KnownEvent & { readonly kind: K };

/**
 * An event of a kind (or a version) this program does not know: written by a newer one. It is kept, shown as
 * "unknown entry", and never dropped. One whose payload was purged is unknown too, with `purged` set.
 */
export interface UnknownEvent extends Omit<Envelope, 'kind'> {
  readonly kind: 'unknown';
  readonly originalKind: string;
  readonly payload: unknown;
  readonly purged?: true;
}

export type JournalEvent = KnownEvent | UnknownEvent;

/**
 * What travels over the contract: the envelope with the payload as stored. The reader upcasts and checks it.
 * `purged`: the payload held a secret and was overwritten; it is null.
 */
export const wireEventSchema = envelopeSchema.extend({ payload: z.unknown(), purged: z.literal(true).optional() });
export type WireEvent = z.infer<typeof wireEventSchema>;

/** What `decide` asks the journal to append: the journal adds device, seq, hlc and hashes in its transaction. */
export type EventDraft = {
  readonly [K in EventKind]: {
    readonly kind: K;
    readonly payload: Payload<K>;
    /** When it happened, UTC ms. Absent: now. */
    readonly occurredAt?: number;
    /** The program says it, whoever asked for the rest of what is appended. */
    readonly bySystem?: true;
  };
}[EventKind];
