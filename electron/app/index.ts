import { CONTRACT_VERSION, type JournalStatus, type Notice } from '#shared/contract/index.ts';
import { fail, type Outcome, succeed } from '#shared/domain/outcome.ts';
import type { Latest } from '../latest.ts';
import type { Handlers } from '../rpc/handlers.ts';

export { createJournalService, describeMissing } from './journal-service.ts';
export { createNotices } from './notices.ts';

export interface AppDependencies {
  readonly version: string;
  readonly platform: string;
  readonly dataDir: string;
  readonly journalStatus: Latest<JournalStatus>;
  readonly watchNotices: (signal: AbortSignal) => AsyncGenerator<Notice, void, void>;
  readonly notify: (notification: Pick<Notice, 'title' | 'body'>) => void;
  readonly openExternal: (url: string) => Promise<Outcome<null, 'cannot-open'>>;
}

/** What a page asks about the program itself. */
export function createAppService(dependencies: AppDependencies) {
  const { version, platform, dataDir, journalStatus, watchNotices, notify, openExternal } = dependencies;
  return {
    hello({ contractVersion }) {
      if (contractVersion === CONTRACT_VERSION) {
        return succeed({ appVersion: version, platform, dataDir, journal: journalStatus.get() });
      }
      return fail(
        'version-mismatch',
        'This page and the program behind it are of different versions.',
        'Close every window of War Room and start it again.',
      );
    },
    watchJournal: (_, { signal }) => journalStatus.watch(signal),
    watchNotices: (_, { signal }) => watchNotices(signal),
    notify(notification) {
      notify(notification);
      return {};
    },
    async openExternal({ url }) {
      const address = URL.parse(url);
      if (!address || !['http:', 'https:'].includes(address.protocol)) {
        return fail('not-a-web-address', 'Only http and https addresses are opened.', 'Copy it and open it yourself.');
      }
      const opened = await openExternal(address.href);
      return opened.ok ? succeed({}) : opened;
    },
  } satisfies Handlers<'app'>;
}
