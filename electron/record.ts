import { userInfo } from 'node:os';
import {
  createIncidentsService,
  createTimelineService,
  createUpdatesService,
  loadTaxonomies,
  Projections,
  verifyDerived,
} from './incidents/index.ts';
import { openJournal, type VerifyReport } from './journal/index.ts';
import type { Handlers } from './rpc/handlers.ts';
import {
  createSettingsService,
  openSettingsStore,
  type SettingsStore,
  setAsideDamagedSettings,
} from './settings/index.ts';

export interface RecordOptions {
  readonly dataDir: string;
  readonly resourcesDir: string;
  /** Opens `config.json`. Default: with `conf`. */
  readonly openStore?: (dataDir: string) => SettingsStore;
  /** `--actor`: who acts in this run, whatever the settings say. */
  readonly actorName?: string | undefined;
  readonly simulated?: () => boolean;
}

export type IncidentRecord = ReturnType<typeof openRecord>;

/**
 * The record of a data directory: journal, settings, taxonomies and incidents. The window and the command line open
 * the same one, also at the same time. Throws when there is no data directory and none can be made.
 */
export function openRecord(options: RecordOptions) {
  const { dataDir, resourcesDir, openStore = openSettingsStore } = options;
  // The journal comes first: it makes the directory.
  const journal = openJournal({ dataDir });
  const notice = setAsideDamagedSettings(dataDir, Date.now());
  const store = openStore(dataDir);
  const settings = createSettingsService({ store, notice, userName: loginName() });
  const taxonomies = loadTaxonomies({ resourcesDir, dataDir });
  const projections = new Projections({ journal, dataDir });
  const incidents = createIncidentsService({
    journal,
    projections,
    taxonomies,
    actor: () => settings.actor(options.actorName),
    defaultTaxonomyId: () => settings.taxonomyId(),
    ...(options.simulated && { simulated: options.simulated }),
  });
  const timeline: Handlers<'timeline'> = createTimelineService({
    journal,
    dataDir,
    projections,
    incidents,
    actor: () => settings.actor(options.actorName),
  });
  const updates: Handlers<'updates'> = createUpdatesService({ resourcesDir, dataDir, incidents, settings });
  return {
    journal,
    projections,
    /** Checks a stream's chains, signatures and evidence, and what `index.db` keeps of it. */
    verify(streamId: string): VerifyReport {
      const report = journal.verify(streamId);
      const derived = verifyDerived(journal, projections, streamId).problems.map((message) => ({
        code: 'derived-differs' as const,
        message: `${message} Delete index.db: it is made anew from the events.`,
      }));
      return { ...report, ok: report.ok && derived.length === 0, problems: [...report.problems, ...derived] };
    },
    store,
    settings,
    taxonomies,
    incidents,
    timeline,
    updates,
    close() {
      incidents.close();
      settings.close();
      projections.close();
      journal.close();
    },
  };
}

/** A user without an entry in the password file, as in some containers, has no name. */
function loginName(): string {
  try {
    return userInfo().username;
  } catch {
    return process.env.USER ?? process.env.USERNAME ?? 'unknown';
  }
}
