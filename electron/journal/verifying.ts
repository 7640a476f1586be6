import type { Writer } from './appending.ts';
import type { BlobStore } from './blobs.ts';
import type { Journal } from './journal.ts';
import { readChains } from './reading.ts';
import { toSealedEvent } from './rows.ts';
import { publicKeyText } from './signed-head.ts';
import { verifyEvents } from './verify.ts';
import type { VerifyReport } from './verify-report.ts';

export function createVerifying({ connection, identity }: Writer, blobs: BlobStore): Pick<Journal, 'verify'> {
  function verify(streamId: string): VerifyReport {
    const { deviceId, privateKey } = identity;
    const report = verifyEvents(streamId, readChains(connection, streamId), blobs, {
      forks: connection.read([], (statements) => statements.forks(streamId)).map(toSealedEvent),
      signatures: connection.read([], (statements) => statements.signatures(streamId)),
      own: privateKey && { deviceId, publicKey: publicKeyText(privateKey) },
      isPurgedBlob: (sha256) => connection.read(false, (statements) => statements.isPurgedBlob(sha256)),
    });
    const { state, detail = 'The journal is damaged.' } = connection.status.get();
    if (state !== 'damaged') return report;
    return { ...report, ok: false, problems: [...report.problems, { code: 'unreadable', message: detail }] };
  }
  return { verify };
}
