import { type Envelope, payloadSchemas } from '#shared/domain/events/index.ts';
import type { PurgedReport, VerifyProblem } from './verify-report.ts';

type Place = Pick<Envelope, 'id' | 'deviceId' | 'seq'>;

/** Matches the events of a stream whose payload is gone with the `entryPurged` that say why. */
export class PurgeExplanations {
  readonly #gone: Place[] = [];
  readonly #purges = new Map<string, { readonly by: Envelope; readonly reason: string }>();

  pass(envelope: Envelope, payload: unknown): void {
    if (payload === undefined) this.#gone.push(envelope);
    const named = envelope.kind === 'entryPurged' ? payloadSchemas.entryPurged.safeParse(payload).data : undefined;
    // Who purged it once more, on another device, changed nothing.
    if (named && !this.#purges.has(named.eventId))
      this.#purges.set(named.eventId, { by: envelope, reason: named.reason });
  }

  passFork(envelope: Envelope, payload: Uint8Array | undefined): void {
    if (payload === undefined) this.#gone.push(envelope);
  }

  finish(): { readonly reports: readonly PurgedReport[]; readonly problems: readonly VerifyProblem[] } {
    const reports: PurgedReport[] = [];
    const problems: VerifyProblem[] = [];
    for (const { id: eventId, deviceId, seq } of this.#gone) {
      const purge = this.#purges.get(eventId);
      if (purge === undefined) {
        const message = `Event ${seq}: what it says is gone, and nothing tells why.`;
        problems.push({ code: 'payload-changed', deviceId, seq, eventId, message });
        continue;
      }
      const by = purge.by.actor.type === 'person' ? purge.by.actor.name : 'the program';
      const at = purge.by.recordedAt;
      const message = `Event ${seq}: purged by ${by} at ${new Date(at).toISOString()}: ${purge.reason}`;
      reports.push({ eventId, deviceId, seq, by, at, reason: purge.reason, message });
    }
    return { reports, problems };
  }
}
