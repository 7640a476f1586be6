import { createStore, type StateCreator, type StoreApi } from 'zustand';
import type { Client } from '#shared/contract/index.ts';
import { createConnectionSlice } from './connection-slice.ts';
import { createDeskSlice } from './desk-slice.ts';
import { createDocumentsSlice } from './documents-slice.ts';
import { createImportsSlice } from './imports-slice.ts';
import { createIncidentSlice } from './incident-slice.ts';
import { createIncidentsSlice } from './incidents-slice.ts';
import { createLayoutSlice } from './layout-slice.ts';
import { createLinksSlice } from './links-slice.ts';
import { createMetricsSlice } from './metrics-slice.ts';
import { createNoticesSlice } from './notices-slice.ts';
import { createPanelSlice } from './panel-slice.ts';
import { createRecordSlice } from './record-slice.ts';
import { createRunbookEditorSlice } from './runbook-editor-slice.ts';
import { createRunbooksSlice } from './runbooks-slice.ts';
import { createSearchSlice } from './search-slice.ts';
import { createSettingsSlice } from './settings-slice.ts';
import type { WarRoomState } from './state.ts';
import { claimForAllPages } from './terminal-notices.ts';
import { createTerminalsSlice } from './terminals-slice.ts';
import { createTimelineSlice } from './timeline-slice.ts';
import { createTranscriptsSlice } from './transcripts-slice.ts';
import { createUpdatesSlice } from './updates-slice.ts';
import { createViewSlice } from './view-slice.ts';

export type WarRoomStore = StoreApi<WarRoomState>;

/** Makes the one store of the page around an injected client. Nothing is called before `followAll`. */
export function createWarRoomStore(client: Client): WarRoomStore {
  return createStore<WarRoomState>()((set, get, api) => {
    // A slice sees only itself. Handing it the whole store's `set` is sound for merges, which is all that slices do;
    // the overload for replacing the state is what TypeScript objects to.
    const part = <Slice>(creator: StateCreator<Slice, [], [], Slice>) =>
      creator(set as never, get as never, api as never);
    return {
      ...part(createConnectionSlice(client)),
      ...part(createSettingsSlice(client)),
      ...part(createIncidentsSlice(client)),
      ...part(createIncidentSlice(client)),
      ...part(createTimelineSlice(client)),
      ...part(createDeskSlice(client)),
      ...part(createSearchSlice(client)),
      ...part(createRecordSlice(client)),
      ...part(createImportsSlice(client)),
      ...part(createDocumentsSlice(client)),
      ...part(createLayoutSlice(client)),
      ...part(createViewSlice()),
      ...part(createLinksSlice(client)),
      ...part(createNoticesSlice(client, (toast) => get().showToast(toast))),
      ...part(createPanelSlice(client)),
      ...part(createMetricsSlice(client)),
      ...part(
        createTerminalsSlice(client, {
          showToast: (toast) => get().showToast(toast),
          isHidden: () => typeof document !== 'undefined' && document.hidden,
          claim: claimForAllPages,
          now: () => Date.now(),
        }),
      ),
      ...part(createRunbooksSlice(client)),
      ...part(createRunbookEditorSlice(client, Date.now)),
      ...part(createTranscriptsSlice(client)),
      ...part(createUpdatesSlice(client)),
    };
  });
}

/** Follows everything that the page shows whichever view is open, until `signal` aborts. */
export function followAll(store: WarRoomStore, signal: AbortSignal): void {
  const state = store.getState();
  state.followJournal(signal);
  state.followNotices(signal);
  state.followSettings(signal);
  state.followIncidents(signal);
  state.followMetrics(signal);
  state.followTerminals(signal);
  state.followLibrary(signal);
}
