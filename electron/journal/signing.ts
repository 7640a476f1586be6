import { succeed } from '#shared/domain/outcome.ts';
import type { Writer } from './appending.ts';
import type { Identity } from './identity.ts';
import type { Journal } from './journal.ts';
import { publicKeyText, type SignedHead, signHead } from './signed-head.ts';
import type { Statements } from './statements.ts';

export function createSigning({ connection, identity, now }: Writer): Pick<Journal, 'signHeads'> {
  return {
    signHeads: (streamId) =>
      connection.write((statements) => {
        signOwnHead(statements, identity, streamId, now());
        return succeed(newestOfEachChain(statements.signatures(streamId)));
      }),
  };
}

/** Inside a write transaction. A head that this key signed already is not signed again. `now` is UTC ms. */
export function signOwnHead(statements: Statements, identity: Identity, streamId: string, now: number): void {
  const { deviceId, privateKey } = identity;
  const head = statements.chainHead(streamId, deviceId);
  if (head === undefined || privateKey === undefined) return;
  if (statements.isSigned(streamId, { deviceId, ...head }, publicKeyText(privateKey))) return;
  const signedAt = Math.max(0, Math.floor(now));
  statements.insertSignature(signHead({ incidentId: streamId, deviceId, ...head, signedAt }, privateKey));
}

/** `heads` come in the order of device and seq. */
function newestOfEachChain(heads: readonly SignedHead[]): readonly SignedHead[] {
  return [...new Map(heads.map((head) => [head.deviceId, head])).values()];
}
