import type { StateCreator } from 'zustand';
import type { Client } from '#shared/contract/index.ts';
import { followStream } from './follow-stream.ts';
import type { ViewSlice } from './view-slice.ts';

export interface NoticesSlice {
  followNotices(signal: AbortSignal): void;
}

/** What the services want heard, wherever the person looks: a clock that ran out, a machine whose time jumped. */
export function createNoticesSlice(
  client: Client,
  showToast: ViewSlice['showToast'],
): StateCreator<NoticesSlice, [], [], NoticesSlice> {
  return () => ({
    followNotices(signal) {
      void followStream({
        open: () => client.app.watchNotices(undefined, { signal }),
        onValue: ({ title, body, tone, incidentId }) =>
          showToast({ message: title, detail: body, tone, ...(incidentId !== undefined && { incidentId }) }),
        signal,
      });
    },
  });
}
