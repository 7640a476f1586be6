import { isSignedHead, type Journal, type SignedHead, sha256 } from '../journal/index.ts';

/** What a document says of the record that it was made of. */
export interface Integrity {
  /** The newest valid one of each device. */
  readonly signatures: readonly {
    readonly deviceId: string;
    readonly seq: number;
    /** UTC ms, by the device's clock. */
    readonly signedAt: number;
    /** SHA-256 of the public key. */
    readonly keyFingerprint: string;
  }[];
  /** Events that contradict others in the record. */
  readonly forks: number;
}

/**
 * Signs this device's head of the incident, so that a document can name it, and collects what all devices signed. A head
 * is signed once: the same record gives the same answer. Where nothing can be written it is what there was.
 */
export function integrityOf(journal: Journal, incidentId: string): Integrity {
  journal.signHeads(incidentId);
  const newest = new Map<string, SignedHead>();
  for (const head of journal.signatures(incidentId)) {
    if (isSignedHead(head)) newest.set(head.deviceId, head);
  }
  return {
    signatures: [...newest.values()].map(({ deviceId, seq, signedAt, publicKey }) => ({
      deviceId,
      seq,
      signedAt,
      keyFingerprint: sha256(Buffer.from(publicKey, 'base64')),
    })),
    forks: journal.forks(incidentId).length,
  };
}
