import { createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import { z } from 'zod';
import { canonicalJson } from '#shared/domain/canonical-json.ts';
import { instantSchema, sha256Schema } from '#shared/domain/events/index.ts';

/**
 * A device's word that its chain of a stream had this head then. It proves that whoever holds the device's key has not
 * rewritten what came before; the owner of the device can rewrite all of it and sign again.
 */
export const signedHeadSchema = z.strictObject({
  incidentId: z.uuid(),
  deviceId: z.uuid(),
  seq: z.number().int().min(1),
  hash: sha256Schema,
  /** UTC ms, by the device's clock. */
  signedAt: instantSchema,
  /** Ed25519, DER of its SubjectPublicKeyInfo (RFC 8410) in Base64. */
  publicKey: z.base64().max(200),
  /** Ed25519 over the canonical JSON of the first five members, in Base64. */
  signature: z.base64().max(200),
});
export type SignedHead = z.infer<typeof signedHeadSchema>;

type Statement = Pick<SignedHead, 'incidentId' | 'deviceId' | 'seq' | 'hash' | 'signedAt'>;

export function signHead(statement: Statement, privateKey: KeyObject): SignedHead {
  const publicKey = publicKeyText(privateKey);
  const signature = sign(null, signedBytes(statement), privateKey).toString('base64');
  const { incidentId, deviceId, seq, hash, signedAt } = statement;
  return { incidentId, deviceId, seq, hash, signedAt, publicKey, signature };
}

/** Whether the holder of `publicKey` signed just this. Never throws: a key that is none has signed nothing. */
export function isSignedHead(head: SignedHead): boolean {
  try {
    const key = createPublicKey({ key: Buffer.from(head.publicKey, 'base64'), format: 'der', type: 'spki' });
    if (key.asymmetricKeyType !== 'ed25519') return false;
    return verify(null, signedBytes(head), key, Buffer.from(head.signature, 'base64'));
  } catch {
    return false;
  }
}

/** The public half of a private key, as `SignedHead.publicKey` has it. */
export function publicKeyText(privateKey: KeyObject): string {
  return createPublicKey(privateKey).export({ format: 'der', type: 'spki' }).toString('base64');
}

function signedBytes({ incidentId, deviceId, seq, hash, signedAt }: Statement): Uint8Array {
  return new TextEncoder().encode(canonicalJson({ incidentId, deviceId, seq, hash, signedAt }));
}
