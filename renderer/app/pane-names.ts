import type { PaneId } from '../store/index.ts';

/** Panes by their landmarks' names, in the order of Ctrl+1 to Ctrl+5. */
export const paneNames: Readonly<Record<PaneId, string>> = {
  metrics: 'Metrics',
  alerts: 'Alerts',
  terminals: 'Terminals',
  runbook: 'Runbook',
  timeline: 'Timeline',
};

export const paneIds = Object.keys(paneNames) as readonly PaneId[];
