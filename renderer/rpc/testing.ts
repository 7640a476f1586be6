import { implement } from '@orpc/server';
import { type Client, contract } from '#shared/contract/index.ts';

type Hello = Extract<Awaited<ReturnType<Client['app']['hello']>>, { ok: true }>['value'];

export const hello: Hello = {
  appVersion: '1.2.3',
  platform: 'test',
  dataDir: '/data',
  journal: { state: 'ready', events: 0 },
};

/** The greeting alone: what a transport needs of the services to be called connected. */
export function greetingRouter(version: () => 'same' | 'other' = () => 'same') {
  const os = implement(contract.app);
  return {
    app: {
      hello: os.hello.handler(() =>
        version() === 'same'
          ? { ok: true, value: hello }
          : { ok: false, error: { code: 'version-mismatch', message: 'Another version.', action: 'Start it again.' } },
      ),
      watchJournal: os.watchJournal.handler(async function* ({ signal }) {
        yield hello.journal;
        await new Promise((resolve) => signal?.addEventListener('abort', resolve));
      }),
    },
  };
}
