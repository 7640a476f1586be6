import { succeed } from '#shared/domain/outcome.ts';
import { Latest } from '../../latest.ts';
import type { Services } from '../router.ts';

/**
 * Just enough of two services to carry every shape of answer over a transport: an outcome, a refused input, a stream,
 * a call that waits for its signal, an answer against the contract. What is not here throws, as a bug would.
 */
export function smallServices() {
  const journal = new Latest<{ state: 'ready'; events: number }>({ state: 'ready', events: 1 });
  const aborted: string[] = [];
  const services = {
    app: {
      hello: ({ contractVersion }: { contractVersion: number }) =>
        contractVersion === 1
          ? succeed({
              appVersion: '0.0.0',
              platform: 'test',
              dataDir: '/data',
              journal: journal.get(),
              surplus: 'stripped',
            })
          : { ok: false, error: { code: 'version-mismatch', message: 'Another version.', action: 'Reload.' } },
      async *watchJournal(_input: unknown, { signal }: { signal: AbortSignal }) {
        signal.addEventListener('abort', () => aborted.push('watchJournal'));
        yield* journal.watch(signal);
      },
      openExternal: () => ({ ok: true, value: 'not what the contract says' }),
    },
    metrics: {
      discover: (_input: unknown, { signal }: { signal: AbortSignal }) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => {
            aborted.push('discover');
            reject(signal.reason);
          });
        }),
      useSimulated: () => {
        throw new TypeError('with a secret in the message');
      },
    },
  } as unknown as Services;
  return { services, journal, aborted };
}
