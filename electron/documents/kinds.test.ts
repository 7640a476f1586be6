import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Alert } from '#shared/contract/index.ts';
import type { OpenCommand } from '#shared/domain/commands.ts';
import { type EventKind, payloadSchemas } from '#shared/domain/events/index.ts';
import type { Incident } from '#shared/domain/incident.ts';
import { fail, succeed } from '#shared/domain/outcome.ts';
import { readEvent } from '#shared/domain/read-event.ts';
import type { Snapshot } from '#shared/domain/snapshot.ts';
import { type TimelineEntry, toTimelineEntries } from '#shared/domain/timeline.ts';
import { createClockService, type Recorder } from '../incidents/index.ts';
import { newUuidV7, openJournal } from '../journal/index.ts';
import { missingRecords, observeAlerts } from '../metrics/firings.ts';
import { recordSnapshot } from '../metrics/snapshots.ts';
import { startProber } from '../probes/index.ts';
import { type IncidentRecord, openRecord } from '../record.ts';
import { createRunbooksService } from '../runbooks/index.ts';
import { OutputExcerpt } from '../terminals/excerpt.ts';
import { SessionRecord } from '../terminals/session-record.ts';
import { createDocumentsService, type DocumentsService, writeFileAtomically } from './index.ts';

const resourcesDir = join(import.meta.dirname, '../../resources');
const call = { signal: new AbortController().signal };
const MINUTE = 60_000;
const reason = 'because it has to be';

let dataDir = '';
let record: IncidentRecord;
let documents: DocumentsService;
let incidentId = '';
let cleanUp: (() => unknown)[] = [];

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'war-room-kinds-'));
  record = openRecord({ dataDir, resourcesDir, actorName: 'Ada Winter' });
  documents = createDocumentsService({
    incidents: record.incidents,
    recorder: record.incidents.recorder,
    resourcesDir,
    appVersion: '0.1.0',
    host: {
      async saveFile({ suggestedName, bytes }) {
        const written = await writeFileAtomically(join(dataDir, suggestedName), bytes, { overwrite: true });
        return written.ok ? written : fail('not-written', written.error.message);
      },
    },
  });
  const detectedAt = Date.now() - 10 * MINUTE;
  const declared = await record.incidents.declare({ title: 'Checkout down', severity: 'SEV-1', detectedAt }, call);
  if (!declared.ok) throw new Error(declared.error.message);
  ({ incidentId } = declared.value);
});
afterEach(async () => {
  for (const undo of cleanUp.reverse()) await undo();
  cleanUp = [];
  record.close();
  rmSync(dataDir, { recursive: true, force: true });
});

const events = () => record.incidents.events(incidentId).map(readEvent);
const idOf = (kind: EventKind): string => events().findLast((event) => event.kind === kind)?.id ?? 'none';
const itemIdOf = (): string => state().actionItems[0]?.itemId ?? 'none';
function state(): Incident {
  const incident = record.incidents.incident(incidentId);
  if (!incident) throw new Error('no incident');
  return incident;
}

/** What a person asks for, on the way that the window and the command line take. */
function act(...commands: readonly OpenCommand[]): void {
  for (const command of commands) {
    const done = record.incidents.act(incidentId, command);
    if (!done.ok) throw new Error(`${command.type}: ${done.error.message}`);
  }
}
const note: OpenCommand = { type: 'addNote', text: 'The pool is exhausted.', noteKind: 'hypothesis' };
function actOnNote(command: (eventId: string) => OpenCommand): void {
  act(note);
  act(command(idOf('noteAdded')));
}
const item: OpenCommand = {
  type: 'addActionItem',
  title: 'Limit the pool',
  priority: 'P0',
  itemKind: 'prevent',
  horizon: 'immediate',
};

/** A terminal of the incident, as the terminals' service keeps its record. */
function session(recorder: Recorder = record.incidents.recorder) {
  const options = { redact: (text: string) => text, now: Date.now, elapsed: () => 0, newId: newUuidV7 };
  const opened = new SessionRecord(newUuidV7(), incidentId, { ...options, recorder, onNotSaved: () => undefined });
  opened.opened('ops 1', '/bin/bash', '/ops');
  return opened;
}
const step = {
  runbookId: 'team:pods',
  stepId: 'pods',
  number: 1,
  title: 'Look at the pods',
  risk: 'read-only',
} as const;
const output = () => {
  const excerpt = new OutputExcerpt();
  excerpt.add(Buffer.from('no such host\n'));
  return excerpt;
};
function runStep() {
  const opened = session();
  opened.expectStep(step, 'kubectl get pods');
  opened.commandStarted({ commandLine: 'kubectl get pods', cwd: '/ops' });
  return opened;
}

const PODS_RUNBOOK = `---
parameters: [namespace, token]
---
# Pods

## Look at the pods

\`\`\`bash
kubectl get pods
\`\`\`
`;

async function runbooks() {
  mkdirSync(join(dataDir, 'runbooks'), { recursive: true });
  writeFileSync(join(dataDir, 'runbooks/pods.md'), PODS_RUNBOOK);
  const service = createRunbooksService({
    resourcesDir,
    dataDir,
    recorder: record.incidents.recorder,
    events: (id) => record.incidents.events(id),
    terminals: { insert: () => fail('not-at-prompt', 'No terminal.') } as never,
    settings: { runMode: () => 'insert always' },
  });
  cleanUp.push(() => service.close());
  const library = service.watchLibrary(undefined, call)[Symbol.asyncIterator]();
  const { value } = await library.next();
  await library.return?.();
  const runbookId = value?.find(({ title }) => title === 'Pods')?.id ?? 'none';
  await service.attach({ incidentId, runbookId });
  return { service, runbookId };
}

/** Two looks at the alerts of a source: it fires, and then it does not. */
function alerts(): void {
  const alert: Alert = {
    fingerprint: 'f1',
    name: 'HighErrorRate',
    state: 'firing',
    labels: { alertname: 'HighErrorRate', severity: 'critical', job: 'checkout' },
    annotations: { summary: 'Errors above 10 %' },
    activeAt: Date.now() - 5 * MINUTE,
    value: '0.17',
  };
  const streams = [{ id: incidentId, from: 0 }];
  const look = { name: 'prod', simulated: false, resolveAfterMs: 0 };
  const now = Date.now();
  let firings = observeAlerts(new Map(), [alert], { ...look, now: now - 4 * MINUTE });
  const fired = missingRecords(firings, streams, now);
  firings = new Map([...firings].map(([key, firing]) => [key, { ...firing, firedIn: [incidentId] }]));
  firings = observeAlerts(firings, [], { ...look, now: now - MINUTE });
  const drafts = [...fired, ...missingRecords(firings, streams, now)].map(({ draft }) => draft);
  record.incidents.recorder.record(incidentId, drafts, 'system');
}

async function probe(): Promise<void> {
  mkdirSync(join(dataDir, 'probes'), { recursive: true });
  const file =
    'id: health\nname: Checkout health\ntarget: https://checkout.example/health\nintervalSeconds: 1\nfailures: 1\n';
  writeFileSync(join(dataDir, 'probes/health.yaml'), file);
  const answers = [{ healthy: false, detail: 'answered 503' } as const, { healthy: true } as const];
  const prober = startProber({
    resourcesDir,
    dataDir,
    recorder: record.incidents.recorder,
    notify: () => undefined,
    now: Date.now,
    check: async () => answers.shift() ?? { healthy: true },
  });
  cleanUp.push(() => prober.close());
  await vi.waitFor(() => expect(idOf('probeRecovered')).not.toBe('none'), 5000);
}

const snapshot: Snapshot = {
  panelId: 'errors',
  title: 'Error ratio',
  unit: 'ratio',
  queries: ['rate(http_errors[5m])'],
  sourceName: 'prod',
  simulated: false,
  zone: 'UTC',
  grid: { startMs: Date.now() - MINUTE, stepMs: 15_000, count: 2 },
  series: [{ key: 'a', legend: 'checkout', labels: {}, values: [0.1, 0.2], specials: [] }],
  thresholds: [],
  warnings: [],
};

interface Proof {
  /** What a person or the program does. */
  readonly happen: () => unknown;
  /** What it changes in the incident; where it changes nothing, evidence of that kind has no part in the state. */
  readonly state?: object;
  /** What the timeline says: the headline of a row, or a mark on the row that it is about. */
  readonly entry: string | ((entries: readonly TimelineEntry[]) => unknown);
  /** What a reader of the post-mortem finds. */
  readonly document: string | RegExp;
}

/** Every kind of event from its cause to the document. A kind that nothing produces or nothing shows has no place here. */
const proofs: { readonly [Kind in EventKind]: Proof } = {
  declared: {
    happen: () => undefined,
    state: { title: 'Checkout down', severity: 'SEV-1', status: 'detected' },
    entry: 'Declared SEV-1: Checkout down',
    document: '# Checkout down',
  },
  detailsChanged: {
    happen: () =>
      act({
        type: 'changeDetails',
        changes: {
          summary: 'Every third order fails.',
          services: ['payments'],
          links: { call: 'https://meet.example/x' },
        },
      }),
    state: { summary: 'Every third order fails.', services: ['payments'], links: { call: 'https://meet.example/x' } },
    entry: 'Summary written; services: payments; call: https://meet.example/x',
    document: /## Summary\n\nEvery third order fails\./,
  },
  severityChanged: {
    happen: () => act({ type: 'changeSeverity', to: 'SEV-2', reason }),
    state: { severity: 'SEV-2', severityHistory: [{ severity: 'SEV-1' }, { severity: 'SEV-2' }] },
    entry: 'Severity SEV-1 → SEV-2',
    document: /### Severity\n[^#]*\| SEV-2 \|/,
  },
  statusChanged: {
    happen: () => act({ type: 'changeStatus', to: 'resolved', reason }),
    state: { status: 'resolved', timestamps: { resolvedAt: expect.any(Number) } },
    entry: 'Status: Resolved',
    document: '| Status | RESOLVED |',
  },
  timestampSet: {
    happen: () => act({ type: 'setTimestamp', moment: 'startedAt', at: Date.UTC(2026, 0, 2, 3, 4, 5), reason }),
    state: {
      timestamps: { startedAt: Date.UTC(2026, 0, 2, 3, 4, 5) },
      corrections: [{ moment: 'startedAt', from: null }],
    },
    entry: 'Started at 2026-01-02T03:04:05.000Z',
    document: `| Started | none | 2026-01-02 03:04:05 | Ada Winter |`,
  },
  acknowledged: {
    happen: () => act({ type: 'acknowledge', level: 'L1' }),
    state: { acknowledgements: [{ level: 'L1', by: 'Ada Winter' }] },
    entry: 'Acknowledged at L1',
    document: '| acknowledged | L1 | Ada Winter |',
  },
  roleAssigned: {
    happen: () => act({ type: 'assignRole', role: 'scribe', personName: 'Jon Reyes' }),
    state: { roles: { scribe: 'Jon Reyes' }, responders: [{ name: 'Ada Winter' }, { name: 'Jon Reyes' }] },
    entry: 'Scribe: Jon Reyes',
    document: '| Scribe | Jon Reyes | assigned by Ada Winter |',
  },
  roleHandedOver: {
    happen: () => act({ type: 'handOverRole', role: 'incident commander', to: 'Mira Patel', note: 'Rollback runs.' }),
    state: { roles: { 'incident commander': 'Mira Patel' } },
    entry: 'Incident commander handed over: Ada Winter → Mira Patel',
    document: '| Incident commander | Mira Patel | handed over by Ada Winter |',
  },
  responderJoined: {
    happen: () => act({ type: 'joinResponders', personName: 'Lena Vogt', reason }),
    state: { responders: [{ name: 'Ada Winter' }, { name: 'Lena Vogt' }] },
    entry: 'Lena Vogt joined',
    document: /### Who took part\n[^#]*\| Lena Vogt \|/,
  },
  responderLeft: {
    happen: () =>
      act({ type: 'joinResponders', personName: 'Lena Vogt' }, { type: 'leaveResponders', personName: 'Lena Vogt' }),
    state: { responders: [{ name: 'Ada Winter' }, { name: 'Lena Vogt', leftAt: expect.any(Number) }] },
    entry: 'Lena Vogt left',
    document: /\| Lena Vogt \| \d[^|]+ \| \d/,
  },
  incidentMerged: {
    async happen() {
      const other = await record.incidents.declare({ title: 'Orders are slow', severity: 'SEV-2' }, call);
      if (other.ok) await record.incidents.merge({ incidentId: other.value.incidentId, intoId: incidentId }, call);
    },
    state: { mergedFrom: [{ title: 'Orders are slow' }] },
    entry: 'Duplicate merged into this one: Orders are slow',
    document: '| Duplicate merged | Orders are slow',
  },
  noteAdded: {
    happen: () => act(note),
    entry: 'The pool is exhausted.',
    document: '**Hypothesis:** The pool is exhausted.',
  },
  entryAmended: {
    happen: () => actOnNote((eventId) => ({ type: 'amendEntry', eventId, text: 'The pool is full.', reason })),
    entry: (entries) =>
      expect(entries.find(({ headline }) => headline === 'The pool is full.')?.amendments).toMatchObject([
        { formerText: 'The pool is exhausted.', by: 'Ada Winter', reason },
      ]),
    document: '| The pool is exhausted. | The pool is full. | Ada Winter |',
  },
  entryRetracted: {
    happen: () => actOnNote((eventId) => ({ type: 'retractEntry', eventId, reason })),
    state: { retracted: [expect.any(String)] },
    entry: (entries) => expect(entries.at(-1)?.retracted).toMatchObject({ by: 'Ada Winter', reason }),
    document: '| The pool is exhausted. | *retracted* | Ada Winter |',
  },
  entryPurged: {
    async happen() {
      act(note);
      await record.timeline.purge({ incidentId, eventId: idOf('noteAdded'), reason }, call);
    },
    state: { purged: [expect.any(String)] },
    entry: (entries) => {
      expect(entries.at(-1)).toMatchObject({ headline: 'Purged entry', purged: { by: 'Ada Winter', reason } });
      expect(JSON.stringify(entries)).not.toContain('exhausted');
    },
    document: /Purged entry \*erased by Ada Winter, [^*]+\* because it has to be/,
  },
  entryPinned: {
    happen: () => actOnNote((eventId) => ({ type: 'pin', eventId, pinned: true })),
    state: { pinned: [expect.any(String)] },
    entry: (entries) => expect(entries.at(-1)?.pinned).toBe(true),
    document: 'The pool is exhausted. **pinned**',
  },
  attachmentAdded: {
    happen: () =>
      record.timeline.attach(
        { incidentId, name: 'heap.txt', mediaType: 'text/plain', bytes: 'aGVhcA==', caption: 'Heap at its worst' },
        call,
      ),
    entry: 'Heap at its worst',
    document: '| heap.txt: Heap at its worst | text/plain | 4 B |',
  },
  backfilled: {
    async happen() {
      const { recorder } = record.incidents;
      const payload = { noteKind: 'observation', text: 'Deploy 2.5.1 went out.' } as const;
      recorder.record(undefined, [{ kind: 'noteAdded', payload }], 'person');
      await record.incidents.backfill({ incidentId, since: 0 }, call);
    },
    state: { backfilledIds: [expect.any(String)] },
    entry: (entries) => expect(entries.find(({ backfilled }) => backfilled)?.headline).toBe('Deploy 2.5.1 went out.'),
    document: 'Deploy 2.5.1 went out. *from the desk, before the declaration*',
  },
  clockSkewDetected: {
    async happen() {
      const journal = openJournal({ dataDir, now: () => Date.now() - 60 * MINUTE });
      const payload = { noteKind: 'observation', text: 'Is it an hour ago?' } as const;
      journal.append(incidentId, { type: 'system' }, () => succeed([{ kind: 'noteAdded', payload }]));
      journal.close();
      // It was another program; ours sees it within 100 ms.
      await vi.waitFor(() => expect(idOf('clockSkewDetected')).not.toBe('none'));
    },
    state: { clockSkews: [{ skewMs: expect.any(Number) }] },
    entry: (entries) => expect(entries.map(({ label }) => label)).toContain('clock skew'),
    document: /A device's clock was wrong by up to 1 h/,
  },
  alertFired: {
    happen: alerts,
    entry: 'HighErrorRate firing on checkout',
    document: '| HighErrorRate: Errors above 10 % |',
  },
  alertResolved: {
    happen: alerts,
    entry: 'HighErrorRate resolved on checkout',
    document: /\| HighErrorRate: Errors above 10 % \| \d[^|]+ \| \d/,
  },
  probeFailed: { happen: probe, entry: 'Checkout health is down', document: 'Checkout health is down (answered 503' },
  probeRecovered: {
    happen: probe,
    entry: 'Checkout health is up again',
    document: 'Checkout health is up again (down for',
  },
  snapshotTaken: {
    happen: () => recordSnapshot(record.incidents.recorder, incidentId, snapshot),
    entry: 'Error ratio',
    document: /### Error ratio\n[^#]*rate\(http_errors\[5m\]\)[^#]*\| checkout \|/,
  },
  sessionOpened: {
    happen: () => void session(),
    entry: 'Terminal opened: ops 1',
    document: 'Terminal opened: ops 1 (/bin/bash',
  },
  sessionClosed: {
    happen: () => session().closed({ exitCode: 0 }),
    entry: 'Terminal closed: ops 1',
    document: 'Terminal closed: ops 1 (exit 0',
  },
  recordingStopped: {
    happen() {
      const { recorder } = record.incidents;
      let full = false;
      const filling = session({
        ...recorder,
        record: (...args) => (full ? fail('not-saved', 'The disk is full.') : recorder.record(...args)),
      });
      full = true;
      filling.commandStarted({ commandLine: 'df -h', cwd: '/' });
      full = false;
      filling.commandStarted({ commandLine: 'ls', cwd: '/' });
    },
    entry: 'Not recorded: ops 1',
    document: /Not recorded: ops 1 \(1 event since [^)]+The disk is full/,
  },
  sessionMoved: {
    happen: () => session().moved(undefined),
    entry: 'Terminal moved away: ops 1',
    document: 'Terminal moved away: ops 1 (to the desk',
  },
  recordingLevelChanged: {
    happen: () => session().levelChanged('steps'),
    entry: 'ops 1: only runbook steps are recorded',
    document: 'ops 1: only runbook steps are recorded',
  },
  transcriptSealed: {
    happen() {
      const blob = record.journal.putBlob(new TextEncoder().encode('{"version": 2}\n'));
      const payload = {
        sessionId: '11111111-1111-4111-8111-111111111111',
        title: 'ops 1',
        blob,
        startedAt: 0,
        durationMs: 61_000,
        size: 15,
      };
      record.incidents.recorder.record(incidentId, [{ kind: 'transcriptSealed', payload }], 'system');
    },
    entry: 'Recording kept: ops 1',
    document: /Recording kept: ops 1 \(1 m/,
  },
  commandStarted: { happen: runStep, entry: 'kubectl get pods', document: '`kubectl get pods` (running' },
  commandFinished: {
    happen: () => runStep().commandFinished({ exitCode: 2, output: output() }),
    entry: (entries) =>
      expect(entries.at(-1)).toMatchObject({ headline: 'kubectl get pods', label: 'exit 2', evidence: 'no such host' }),
    document: /### E\d\n[^#]*\| 2 \|[^#]*no such host/,
  },
  runbookAttached: {
    happen: runbooks,
    state: { runbooks: [{ title: 'Pods', steps: {} }] },
    entry: 'Runbook attached: Pods',
    document: /## Runbooks followed\n\n### Pods/,
  },
  parametersSet: {
    async happen() {
      const { service, runbookId } = await runbooks();
      await service.setParameters({ incidentId, runbookId, values: { namespace: 'shop', token: 'hunter2' } });
    },
    state: { parameters: { namespace: 'shop' } },
    entry: 'Runbook values: namespace = shop',
    document: 'Runbook values: namespace = shop',
  },
  stepStarted: {
    happen: runStep,
    entry: (entries) => expect(entries.at(-1)?.details.join()).toContain('step 1'),
    document: 'Runbook step: Look at the pods',
  },
  stepFinished: {
    async happen() {
      const { runbookId } = await runbooks();
      const opened = session();
      opened.expectStep({ ...step, runbookId }, 'kubectl get pods');
      opened.commandStarted({ commandLine: 'kubectl get pods', cwd: '/ops' });
      opened.commandFinished({ exitCode: 2, output: output() });
    },
    state: { runbooks: [{ steps: { pods: { state: 'failed', exitCode: 2 } } }] },
    entry: (entries) => expect(entries.at(-1)).toMatchObject({ label: 'exit 2', headline: 'kubectl get pods' }),
    document: '| Look at the pods | failed | 2 |',
  },
  stepSkipped: {
    async happen() {
      const { service, runbookId } = await runbooks();
      const runbook = await service.get({ runbookId });
      const stepId = runbook.ok ? (runbook.value.runbook.steps[0]?.id ?? 'none') : 'none';
      await service.skipStep({ incidentId, runbookId, stepId, reason });
    },
    state: { runbooks: [{ title: 'Pods' }] },
    entry: 'Skipped: Look at the pods',
    document: '| Look at the pods | skipped: because it has to be |',
  },
  documentExported: {
    happen: () => documents.export({ incidentId, format: 'markdown' }),
    entry: 'Post-mortem exported as Markdown',
    document: /\| Written before \(UTC\)[^#]*\| markdown \| [^|]+Checkout-down\.md \|/,
  },
  clockBreached: {
    async happen() {
      const { journal, incidents } = record;
      const elapsed = () => performance.now();
      const clocks = createClockService({ journal, incidents, notify: () => undefined, now: Date.now, elapsed });
      cleanUp.push(() => clocks.close());
      await vi.waitFor(() => expect(idOf('clockBreached')).not.toBe('none'), 5000);
    },
    state: { breaches: [{ clock: 'acknowledge', severity: 'SEV-1', limitMs: 5 * MINUTE }] },
    entry: 'Acknowledge: limit of 5 m passed',
    document: /### Limits passed\n[^#]*\| Acknowledge \| SEV-1 \| 5 m \|/,
  },
  escalated: {
    happen: () => act({ type: 'escalate', level: 'L2', contact: '+49 30 1234', reason }),
    state: { escalations: [{ level: 'L2', contact: '+49 30 1234', by: 'Ada Winter' }] },
    entry: (entries) => expect(entries.at(-1)?.headline).toMatch(/^Escalated to L2: /),
    document: /\| escalated by Ada Winter \| L2 \| [^|]+ \| \+49 30 1234 \|/,
  },
  checklistItemChecked: {
    happen: () =>
      act({
        type: 'tickChecklistItem',
        checklistId: 'triage',
        itemId: 'logs',
        text: 'Error logs',
        checked: true,
        value: '17 %',
        note: 'all of payments',
      }),
    state: { checklists: { triage: { logs: { checked: true, by: 'Ada Winter' } } } },
    entry: 'Error logs',
    document: '| Error logs | done | 17 % | all of payments | Ada Winter |',
  },
  updatePublished: {
    happen: () =>
      act({
        type: 'publishUpdate',
        audience: 'status page',
        channels: ['status page'],
        publicStatus: 'Investigating',
        text: 'We are looking into failing orders.',
      }),
    state: { updates: [{ text: 'We are looking into failing orders.' }], lastUpdateAt: expect.any(Number) },
    entry: 'Update published (status page): Investigating',
    document:
      /\| status page \| Investigating \| status page \| Ada Winter \| \[E1\]\(#e1\) \|[\s\S]*### E1\n[^#]*We are looking/,
  },
  impactChanged: {
    happen: () => act({ type: 'changeImpact', fact: { field: 'users affected', value: 1200 }, source: 'order log' }),
    state: { impact: { 'users affected': { fact: { value: 1200 }, source: 'order log' } } },
    entry: 'Users affected: 1,200',
    document: /\| Users affected \| 1,200 \| order log \| Ada Winter \|[^#]*\| Revenue \| unknown \|/,
  },
  actionItemAdded: {
    happen: () => act(item),
    state: { actionItems: [{ title: 'Limit the pool', state: 'open' }] },
    entry: 'Limit the pool',
    document: '| Limit the pool | **none** | **none** | P0 | prevent | immediate | open |',
  },
  actionItemChanged: {
    happen: () => {
      act(item);
      act({ type: 'changeActionItem', itemId: itemIdOf(), changes: { owner: 'Mira Patel', dueOn: '9999-12-31' } });
    },
    state: { actionItems: [{ owner: 'Mira Patel', dueOn: '9999-12-31' }] },
    entry: (entries) => expect(entries.at(-1)).toMatchObject({ label: 'changed', headline: 'Limit the pool' }),
    document: '| Limit the pool | Mira Patel | 9999-12-31 |',
  },
  actionItemClosed: {
    happen: () => {
      act(item);
      act({ type: 'closeActionItem', itemId: itemIdOf(), outcome: 'dropped', reason });
    },
    state: { actionItems: [{ state: 'dropped', reason }] },
    entry: (entries) => expect(entries.at(-1)).toMatchObject({ label: 'dropped', headline: 'Limit the pool' }),
    document: /\| Limit the pool \|[^\n]*\| dropped, [^|]+: because it has to be \|/,
  },
  reviewSectionWritten: {
    happen: () => act({ type: 'writeReviewSection', section: 'root cause', text: 'A deploy halved the pool.' }),
    state: { review: { sections: { 'root cause': { text: 'A deploy halved the pool.', by: 'Ada Winter' } } } },
    entry: 'Review: root cause written',
    document: /## Root causes and contributing factors\n\nA deploy halved the pool\./,
  },
  reviewStatusChanged: {
    happen: () => act({ type: 'changeReviewStatus', to: 'in review', reason }),
    state: { review: { status: 'in review' } },
    entry: 'Review: in review',
    document: '| Review | in review |',
  },
};

describe('every kind of event', () => {
  it.each(Object.keys(payloadSchemas) as EventKind[])(
    '[D86] %s: from its cause over state and timeline to the document',
    async (kind) => {
      const { happen, state: expected = {}, entry, document } = proofs[kind];
      const before = events().filter((event) => event.kind === kind).length;
      await happen();
      const recorded = events().filter((event) => event.kind === kind);
      expect(recorded.length).toBeGreaterThan(kind === 'declared' || kind === 'roleAssigned' ? 0 : before);
      expect(state()).toMatchObject(expected);
      const entries = toTimelineEntries(events());
      if (typeof entry === 'string') expect(entries.map(({ headline }) => headline)).toContain(entry);
      else entry(entries);
      const shown = await documents.preview({ incidentId, format: 'markdown' });
      if (!shown.ok) throw new Error(shown.error.message);
      if (typeof document === 'string') expect(shown.value.text).toContain(document);
      else expect(shown.value.text).toMatch(document);
      expect(record.journal.verify(incidentId)).toMatchObject({ ok: true });
    },
  );
});
