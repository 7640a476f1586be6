import type { ConnectionSlice } from './connection-slice.ts';
import type { DeskSlice } from './desk-slice.ts';
import type { DocumentsSlice } from './documents-slice.ts';
import type { ImportsSlice } from './imports-slice.ts';
import type { IncidentSlice } from './incident-slice.ts';
import type { IncidentsSlice } from './incidents-slice.ts';
import type { LayoutSlice } from './layout-slice.ts';
import type { LinksSlice } from './links-slice.ts';
import type { MetricsSlice } from './metrics-slice.ts';
import type { NoticesSlice } from './notices-slice.ts';
import type { PanelSlice } from './panel-slice.ts';
import type { RecordSlice } from './record-slice.ts';
import type { RunbookEditorSlice } from './runbook-editor-slice.ts';
import type { RunbooksSlice } from './runbooks-slice.ts';
import type { SearchSlice } from './search-slice.ts';
import type { SettingsSlice } from './settings-slice.ts';
import type { TerminalsSlice } from './terminals-slice.ts';
import type { TimelineSlice } from './timeline-slice.ts';
import type { TranscriptsSlice } from './transcripts-slice.ts';
import type { UpdatesSlice } from './updates-slice.ts';
import type { ViewSlice } from './view-slice.ts';

/** Everything the page knows, one slice per feature. Slices name their actions so that none shadows another. */
export type WarRoomState = ConnectionSlice &
  SettingsSlice &
  IncidentsSlice &
  IncidentSlice &
  TimelineSlice &
  DeskSlice &
  SearchSlice &
  RecordSlice &
  ImportsSlice &
  DocumentsSlice &
  LayoutSlice &
  ViewSlice &
  LinksSlice &
  NoticesSlice &
  PanelSlice &
  MetricsSlice &
  TerminalsSlice &
  RunbooksSlice &
  RunbookEditorSlice &
  TranscriptsSlice &
  UpdatesSlice;
