/** The one store of the page. Components read it by `useStore`; slices are typed per feature. */
export type { ImportProblem, ImportTask } from './imports-slice.ts';
export { type ColumnId, columnIds, type FullLayout, isRail, type PaneId, panesOf, shareSpace } from './layout.ts';
export * from './metrics-slice.ts';
export type { PanelSection, VerifyReport } from './panel-slice.ts';
export { isUnsaved, type RunbookEditor } from './runbook-editor-slice.ts';
export * from './runbooks-slice.ts';
export {
  MAX_SHOWN,
  type Side,
  type SplitDirection,
  type SplitTree,
  shownTabs,
  tabToward,
} from './terminal-splits.ts';
export { arrangementOf, tabScope, type Unseen } from './terminal-views.ts';
export * from './terminals-slice.ts';
export { isFiltering } from './timeline-slice.ts';
export type { TimelineWindow } from './timeline-window.ts';
export type { Transcript, TranscriptMatches, TranscriptPage } from './transcripts-slice.ts';
export type { UpdatePreview } from './updates-slice.ts';
export type { Overlay, Toast, View } from './view-slice.ts';
export {
  useOpenTerminalChannel,
  useStore,
  useStoreApi,
  useZonedTime,
  WarRoomProvider,
} from './WarRoomProvider.tsx';
export { createWarRoomStore, followAll, type WarRoomStore } from './war-room-store.ts';
