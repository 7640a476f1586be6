import type { Envelope } from '#shared/domain/events/index.ts';
import type { SealedEvent } from './bundle.ts';
import { sha256 } from './hashing.ts';
import { isSignedHead, type SignedHead } from './signed-head.ts';
import type { SignatureReport, VerifyProblem } from './verify-report.ts';

interface Signed {
  readonly problems: readonly VerifyProblem[];
  readonly reports: readonly SignatureReport[];
  /** The newest event of each device that a valid signature vouches for. */
  readonly signedSeqs: ReadonlyMap<string, number>;
}

/** Compares the signed heads of a stream with its events as they pass. */
export class SignatureCheck {
  readonly #heads: readonly { readonly head: SignedHead; readonly valid: boolean }[];
  readonly #forkHashes: ReadonlySet<string>;
  /** Of the places that were signed, the hashes that passed. */
  readonly #hashes = new Map<string, string | undefined>();
  readonly #own: { readonly deviceId: string; readonly publicKey: string } | undefined;

  constructor(
    streamId: string,
    heads: readonly SignedHead[],
    forks: readonly SealedEvent[],
    own: { readonly deviceId: string; readonly publicKey: string } | undefined,
  ) {
    this.#heads = heads.map((head) => ({ head, valid: head.incidentId === streamId && isSignedHead(head) }));
    this.#forkHashes = new Set(forks.map(({ envelope }) => envelope.hash));
    this.#own = own;
    for (const { head } of this.#heads) this.#hashes.set(placeKey(head), undefined);
  }

  pass(envelope: Envelope): void {
    const key = placeKey(envelope);
    if (this.#hashes.has(key)) this.#hashes.set(key, envelope.hash);
  }

  /** `headSeqs`: the last event of each chain. */
  finish(headSeqs: ReadonlyMap<string, number>): Signed {
    const problems = [...this.#keyProblems()];
    const signedSeqs = new Map<string, number>();
    for (const { head, valid } of this.#heads) {
      const { deviceId, seq, hash } = head;
      const report = (code: VerifyProblem['code'], message: string) => problems.push({ code, deviceId, seq, message });
      const present = this.#hashes.get(placeKey(head));
      const last = headSeqs.get(deviceId) ?? 0;
      if (!valid) {
        report('signature-invalid', `The signature at event ${seq} is not one of the key that it names.`);
      } else if (present === hash) {
        signedSeqs.set(deviceId, Math.max(seq, signedSeqs.get(deviceId) ?? 0));
      } else if (seq > last) {
        report('cut-off', `The chain ends at event ${last}, but its head was signed at event ${seq}.`);
      } else if (present !== undefined && !this.#forkHashes.has(hash)) {
        report('signed-otherwise', `Event ${seq} is not the one that was signed.`);
      }
    }
    return { problems, reports: this.#heads.map(({ head, valid }) => this.#report(head, valid)), signedSeqs };
  }

  *#keyProblems(): Generator<VerifyProblem, void, void> {
    const keys = new Map(this.#own ? [[this.#own.deviceId, this.#own.publicKey]] : []);
    for (const { head, valid } of this.#heads) {
      if (!valid) continue;
      const known = keys.get(head.deviceId);
      if (known === undefined) keys.set(head.deviceId, head.publicKey);
      else if (known !== head.publicKey) {
        const message = `Event ${head.seq} was signed in this device’s name with another key.`;
        yield { code: 'key-changed', deviceId: head.deviceId, seq: head.seq, message };
      }
    }
  }

  #report({ deviceId, seq, signedAt, publicKey }: SignedHead, valid: boolean): SignatureReport {
    const keyFingerprint = sha256(Buffer.from(publicKey, 'base64'));
    return { deviceId, seq, signedAt, keyFingerprint, ours: publicKey === this.#own?.publicKey, valid };
  }
}

function placeKey({ deviceId, seq }: Pick<Envelope, 'deviceId' | 'seq'>): string {
  return `${deviceId} ${seq}`;
}
