import type { StateCreator } from 'zustand';
import type { Client, Settings } from '#shared/contract/index.ts';
import type { Outcome } from '#shared/domain/outcome.ts';
import { followStream } from './follow-stream.ts';
import { servicesSilent } from './services-silent.ts';

type Change = Parameters<Client['settings']['update']>[0];

export interface SettingsSlice {
  /** Undefined until the services have sent them. */
  readonly settings: Settings | undefined;
  /** Why the settings are back at their defaults, when their file was found damaged. */
  readonly settingsNotice: string | undefined;
  followSettings(signal: AbortSignal): void;
  updateSettings(change: Change): Promise<Outcome<Settings>>;
  dismissSettingsNotice(): void;
}

export function createSettingsSlice(client: Client): StateCreator<SettingsSlice, [], [], SettingsSlice> {
  return (set) => ({
    settings: undefined,
    settingsNotice: undefined,

    followSettings(signal) {
      void followStream({
        open: () => client.settings.watch(undefined, { signal }),
        onValue: (settings) => set({ settings }),
        signal,
      });
      client.settings.notice(undefined, { signal }).then(
        ({ notice }) => set({ settingsNotice: notice }),
        () => {
          // The connection was lost before the answer; the notice is shown again when the page is opened again.
        },
      );
    },

    async updateSettings(change) {
      const answer = await client.settings.update(change).catch(servicesSilent);
      if (answer.ok) set({ settings: answer.value });
      return answer;
    },

    dismissSettingsNotice() {
      set({ settingsNotice: undefined });
    },
  });
}
