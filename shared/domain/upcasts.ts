import type { EventKind } from './events/index.ts';

/** Turns the payload of one version into that of the next; it may throw for a payload that is none of its version. */
export type Upcast = (payload: unknown) => unknown;

/** Per kind, what leads from version 1 to 2, from 2 to 3, and so on. */
export type Upcasts = { readonly [K in EventKind]?: readonly Upcast[] };

/** A kind whose payload changes gets its next step here, and what was written stays as it is. */
export const upcasts: Upcasts = {};

/** The version that this program writes of a kind: one more than there are steps to it. */
export function payloadVersion(kind: EventKind, table: Upcasts = upcasts): number {
  return 1 + (table[kind]?.length ?? 0);
}
