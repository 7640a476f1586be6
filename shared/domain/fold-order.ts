import type { Envelope } from './events/index.ts';

type Place = Pick<Envelope, 'hlc' | 'deviceId' | 'seq'>;

/** The order in which events are folded: hlc, then device, then seq. Negative when `a` comes first. */
export function compareFoldOrder(a: Place, b: Place): number {
  if (a.hlc !== b.hlc) return a.hlc < b.hlc ? -1 : 1;
  if (a.deviceId !== b.deviceId) return a.deviceId < b.deviceId ? -1 : 1;
  return a.seq - b.seq;
}

/** A text whose order is that of the fold, for indexes and for entries of one instant. */
export function foldKey({ hlc, deviceId, seq }: Place): string {
  return `${hlc}/${deviceId}/${String(seq).padStart(10, '0')}`;
}

/** The newest event of each device's chain, by device: what a document names as the record it was made from. */
export function chainHeads(
  events: readonly Pick<Envelope, 'deviceId' | 'seq' | 'hash'>[],
): readonly { readonly deviceId: string; readonly seq: number; readonly hash: string }[] {
  const heads = new Map<string, { deviceId: string; seq: number; hash: string }>();
  for (const { deviceId, seq, hash } of events) {
    if (seq > (heads.get(deviceId)?.seq ?? 0)) heads.set(deviceId, { deviceId, seq, hash });
  }
  return [...heads.values()].sort((a, b) => (a.deviceId < b.deviceId ? -1 : 1));
}
