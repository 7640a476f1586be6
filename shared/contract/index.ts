import type { ContractRouterClient } from '@orpc/contract';
import { app } from './app.ts';
import { documents } from './documents.ts';
import { imports } from './imports.ts';
import { incidents } from './incidents.ts';
import { journal } from './journal.ts';
import { metrics } from './metrics.ts';
import { runbooks } from './runbooks.ts';
import { settings } from './settings.ts';
import { terminals } from './terminals.ts';
import { timeline } from './timeline.ts';
import { transcripts } from './transcripts.ts';
import { updates } from './updates.ts';

export * from './app.ts';
export * from './documents.ts';
export * from './imports.ts';
export * from './incidents.ts';
export * from './journal.ts';
export * from './metrics.ts';
export * from './outcome.ts';
export * from './runbook-editing.ts';
export * from './runbooks.ts';
export * from './settings.ts';
export * from './terminal-channel.ts';
export * from './terminals.ts';
export * from './timeline.ts';
export * from './transcripts.ts';
export * from './updates.ts';

/** The one contract between page and services. Client, handlers and events are derived from it. */
export const contract = {
  app,
  settings,
  journal,
  incidents,
  imports,
  timeline,
  updates,
  metrics,
  terminals,
  runbooks,
  documents,
  transcripts,
};

/** What the page calls. The transport decides how it gets there. */
export type Client = ContractRouterClient<typeof contract>;
