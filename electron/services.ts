import { uptime } from 'node:os';
import type { Problem } from '#shared/domain/outcome.ts';
import { redact } from '#shared/domain/redaction.ts';
import { contactFor } from '#shared/domain/team.ts';
import { createAppService, createJournalService, createNotices } from './app/index.ts';
import { createDocumentsService } from './documents/index.ts';
import type { HostCapabilities } from './hosts/host.ts';
import type { ProgramFiles } from './hosts/locate.ts';
import { createClockService, createImportsService } from './incidents/index.ts';
import { newUuidV7 } from './journal/index.ts';
import { createMetricsService, type MetricsService } from './metrics/index.ts';
import { createFiringMemory, createSourceMemory } from './metrics-memory.ts';
import { startProber } from './probes/index.ts';
import { openRecord } from './record.ts';
import { describeBug } from './rpc/describe-bug.ts';
import { createRpcHandler, type RpcHandler, type Services } from './rpc/router.ts';
import { createRunbooksService, createSecretMemory, createShellBlocks } from './runbooks/index.ts';
import type { SettingsStore } from './settings/index.ts';
import {
  createRecordedRecordings,
  createTerminalsService,
  createVariableMemory,
  type TerminalChannel,
} from './terminals/index.ts';
import { createTranscriptsService } from './transcripts/index.ts';

export interface ServicesOptions {
  readonly files: ProgramFiles;
  readonly host: HostCapabilities;
  /** Opens `config.json`. Default: with `conf`. */
  readonly openStore?: (dataDir: string) => SettingsStore;
  readonly actorName?: string | undefined;
  /** One line for whoever looks after the program: bugs, and what could not be saved. */
  readonly report: (line: string) => void;
}

/** What a host needs of the services. */
export interface ProgramServices {
  readonly handler: RpcHandler;
  attachTerminal(sessionId: string, channel: TerminalChannel): void;
  /** Programs that would be lost now, in words: "kubectl in db". */
  running(): readonly string[];
  /** Ends sessions and closes files. */
  close(): Promise<void>;
}

/** Composes the program's services over one data directory. Throws when the directory cannot be made. */
export function startServices({ files, host, openStore, actorName, report }: ServicesOptions): ProgramServices {
  const { data: dataDir, resources: resourcesDir } = host.paths;
  // Incidents note that metrics are simulated, and metrics record into incidents: one of them has to come first.
  let metrics: MetricsService | undefined;
  const record = openRecord({
    dataDir,
    resourcesDir,
    actorName,
    ...(openStore && { openStore }),
    simulated: () => metrics?.isSimulated() ?? false,
  });
  const { incidents, journal, settings, store } = record;
  const { recorder } = incidents;
  const secrets = createSecretMemory();
  const now = Date.now;
  const notices = createNotices((notice) => host.notify(notice));

  // Only here, in the one window of a directory: what runs for a moment on the command line keeps no clocks.
  const clocks = createClockService({
    journal,
    incidents,
    notify: (notice) => notices.show(notice),
    contactOf: (kind) => contactFor(settings.team(), kind),
    now,
    // Seconds since the machine started: unlike performance.now(), it goes on during sleep.
    elapsed: () => uptime() * 1000,
  });
  metrics = createMetricsService({
    resourcesDir,
    recorder,
    memory: createSourceMemory(store),
    firingMemory: createFiringMemory(store),
    now,
  });
  const recording = {
    recorder,
    redact: (text: string) => redact(secrets.redact(text)),
    now,
    elapsed: () => performance.now(),
    onNotSaved({ message, action }: Problem) {
      report(`NOT SAVED: ${message} ${action}`);
      host.notify({ title: 'NOT SAVED', body: `${message} ${action}` });
    },
  };
  const recordings = createRecordedRecordings({ ...recording, dataDir });
  // What a program that was killed has left behind.
  void recordings.sealLeftOvers();
  const terminals = createTerminalsService({
    ...recording,
    recordings,
    resourcesDir,
    env: process.env,
    onSecret: secrets.remember,
    profiles: () => settings.terminalProfiles(),
    variables: createVariableMemory(store),
    newId: newUuidV7,
  });
  const runbooks = createRunbooksService({
    resourcesDir,
    dataDir,
    recorder,
    events: (incidentId) => incidents.events(incidentId),
    terminals,
    secrets,
    settings: {
      runMode: () => settings.runMode(),
      runbookFolders: () => settings.runbookFolders(),
      async *changes(signal) {
        yield* await settings.watch(undefined, { signal });
      },
    },
    shellBlocks: createShellBlocks(store),
    now,
  });
  const prober = startProber({ resourcesDir, dataDir, recorder, notify: (message) => host.notify(message), now });
  const documents = createDocumentsService({ incidents, recorder, resourcesDir, appVersion: files.version, host });
  const transcripts = createTranscriptsService({
    journal,
    dataDir,
    recorder,
    host,
    onBug: (error) => report(describeBug('transcripts', error)),
  });
  const app = createAppService({
    version: files.version,
    platform: process.platform,
    dataDir,
    journalStatus: journal.status,
    watchNotices: (signal) => notices.watch(signal),
    notify: (notification) => host.notify(notification),
    openExternal: (url) => host.openExternal(url),
  });
  const services: Services = {
    app,
    settings,
    journal: createJournalService({
      journal,
      verify: (streamId) => record.verify(streamId),
      onRepaired: () => incidents.forget(),
      dataDir,
      saveFile: (request) => host.saveFile(request),
      now,
    }),
    incidents,
    imports: createImportsService({ journal, dataDir }),
    timeline: record.timeline,
    updates: record.updates,
    metrics,
    terminals,
    runbooks,
    documents,
    transcripts,
  };
  return {
    handler: createRpcHandler(services, (procedure, error) => report(describeBug(procedure, error))),
    attachTerminal: (sessionId, channel) => terminals.attach(sessionId, channel),
    running: () => terminals.runningPrograms(),
    async close() {
      clocks.close();
      await terminals.shutdown();
      await runbooks.close();
      documents.close();
      await transcripts.close();
      prober.close();
      metrics?.close();
      record.close();
    },
  };
}
