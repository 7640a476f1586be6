import type { EventDraft, EventKind, Payload } from './events/index.ts';
import { T0, testDeviceId, testEventId } from './test-events.ts';

const MINUTE = 60_000;
export const testItemId = testEventId(700);
export const testSessionId = '33333333-3333-4333-8333-333333333333';
export const testCommandId = '44444444-4444-4444-8444-444444444444';
export const testRunbookId = 'shipped:api-down';
/** The SHA-256 of nothing: a blob of that name can be kept. */
export const emptyBlob = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

const alert = {
  fingerprint: 'f1',
  name: 'HighErrorRate',
  labels: { job: 'checkout' },
  sourceName: 'prod',
  simulated: false,
};
const probe = { probeId: 'health', name: 'Checkout health', target: 'https://checkout.example/health' };
const command = { sessionId: testSessionId, commandId: testCommandId, commandLine: 'kubectl get pods', cwd: '/ops' };
const step = { runbookId: testRunbookId, stepId: 'pods' };

/** For tests only: one payload of every kind, no two of which say the same. A kind without one does not compile. */
export const testPayloads: { readonly [Kind in EventKind]: Payload<Kind> } = {
  declared: {
    title: 'Checkout API errors',
    severity: 'SEV-1',
    taxonomyId: 'sev-saas',
    detectionSource: 'alert',
    detectedAt: T0,
    drill: false,
    simulated: false,
  },
  detailsChanged: {
    changes: {
      title: 'Checkout is down',
      summary: 'Every third order fails.',
      services: ['checkout-api', 'payments'],
      rootCauseTags: ['connection pool'],
      links: { call: 'https://meet.example/war-room' },
    },
    reason: 'more is known',
  },
  severityChanged: { from: 'SEV-1', to: 'SEV-2', reason: 'a workaround exists' },
  statusChanged: { from: 'detected', to: 'investigating', reason: 'somebody is on it' },
  timestampSet: { moment: 'startedAt', at: T0 - 10 * MINUTE, reason: 'seen in the logs' },
  acknowledged: { level: 'L1' },
  roleAssigned: { role: 'incident commander', personName: 'Jon Reyes' },
  roleHandedOver: {
    role: 'incident commander',
    from: 'Jon Reyes',
    to: 'Mira Patel',
    summary: 'Pool exhausted; rollback runs.',
  },
  responderJoined: { personName: 'Lena Vogt', reason: 'knows the pool' },
  responderLeft: { personName: 'Lena Vogt', reason: 'end of shift' },
  incidentMerged: { direction: 'from', otherId: testEventId(800), otherTitle: 'Orders are slow' },
  noteAdded: { noteKind: 'hypothesis', text: 'The pool is exhausted.' },
  entryAmended: { eventId: testEventId(2), text: 'The pool of checkout is exhausted.', reason: 'which pool' },
  entryRetracted: { eventId: testEventId(2), reason: 'wrong incident' },
  entryPurged: { eventId: testEventId(2), reason: 'held a token' },
  entryPinned: { eventId: testEventId(2), pinned: true },
  attachmentAdded: {
    name: 'heap.txt',
    mediaType: 'text/plain',
    size: 0,
    blob: emptyBlob,
    caption: 'Heap at its worst',
  },
  backfilled: {
    original: {
      id: testEventId(900),
      deviceId: testDeviceId,
      seq: 4,
      hash: 'a'.repeat(64),
      kind: 'noteAdded',
      version: 1,
      recordedAt: T0 - 5 * MINUTE,
      occurredAt: T0 - 5 * MINUTE,
      actor: { type: 'system' },
      payload: { noteKind: 'observation', text: 'Deploy 2.5.1 went out.' },
    },
  },
  clockSkewDetected: { wallMs: T0 - MINUTE, hlcWallMs: T0, skewMs: -MINUTE },
  alertFired: { ...alert, activeAt: T0, severity: 'critical', summary: 'Errors above 10 %', value: '0.17' },
  alertResolved: alert,
  probeFailed: { ...probe, failures: 3, detail: '503 Service Unavailable' },
  probeRecovered: { ...probe, downMs: 4 * MINUTE },
  snapshotTaken: {
    panelId: 'errors',
    title: 'Error ratio',
    unit: 'ratio',
    queries: ['rate(http_errors[5m])'],
    sourceName: 'prod',
    startMs: T0 - 10 * MINUTE,
    endMs: T0,
    stepMs: 15_000,
    blob: emptyBlob,
    simulated: false,
  },
  sessionOpened: { sessionId: testSessionId, title: 'ops 1', shell: '/bin/bash', cwd: '/ops' },
  sessionClosed: { sessionId: testSessionId, exitCode: 0 },
  recordingStopped: { sessionId: testSessionId, title: 'ops 1', reason: 'the disk is full since 14:03' },
  sessionMoved: { sessionId: testSessionId, title: 'ops 2', direction: 'here' },
  recordingLevelChanged: { sessionId: testSessionId, title: 'ops 3', level: 'steps' },
  transcriptSealed: {
    sessionId: testSessionId,
    title: 'ops 4',
    blob: emptyBlob,
    startedAt: T0,
    durationMs: 61_000,
    size: 48_211,
  },
  commandStarted: { ...command, ...step },
  commandFinished: {
    ...command,
    ...step,
    exitCode: 2,
    durationMs: 940,
    excerpt: 'no such host',
    excerptTruncated: false,
  },
  parametersSet: { values: { pod: 'api-1' } },
  runbookAttached: { runbookId: testRunbookId, title: 'API is down', blob: emptyBlob },
  stepStarted: {
    ...step,
    number: 1,
    title: 'Look at the pods',
    commandLine: 'kubectl get pods',
    sessionId: testSessionId,
    risk: 'read-only',
  },
  stepFinished: { ...step, commandId: testCommandId, exitCode: 2, durationMs: 940 },
  stepSkipped: { ...step, stepId: 'restart', title: 'Restart the pods', reason: 'they are new' },
  documentExported: { format: 'markdown', path: '/exports/a.md', headHash: 'b'.repeat(64), sha256: 'c'.repeat(64) },
  clockBreached: { clock: 'acknowledge', severity: 'SEV-1', originAt: T0, limitMs: 5 * MINUTE, dueAt: T0 + 5 * MINUTE },
  escalated: { level: 'L2', who: 'backend lead', contact: '+49 30 1234', reason: 'no answer' },
  checklistItemChecked: {
    checklistId: 'triage',
    itemId: 'deployments',
    text: 'Recent deployments',
    checked: true,
    value: '2.5.1 at 13:50',
    note: 'suspicious',
  },
  updatePublished: {
    audience: 'status page',
    channels: ['status page'],
    publicStatus: 'Investigating',
    text: 'We are looking into failing orders.',
  },
  impactChanged: { fact: { field: 'users affected', value: 1200 }, source: 'order log' },
  actionItemAdded: {
    itemId: testItemId,
    item: {
      title: 'Limit the pool',
      owner: 'Jon Reyes',
      dueOn: '2026-12-01',
      priority: 'P0',
      itemKind: 'prevent',
      horizon: 'immediate',
    },
  },
  actionItemChanged: { itemId: testItemId, changes: { owner: 'Mira Patel' } },
  actionItemClosed: { itemId: testItemId, outcome: 'done', reason: 'merged and deployed' },
  reviewSectionWritten: { section: 'root cause', text: 'A deploy halved the pool.' },
  reviewStatusChanged: { from: 'draft', to: 'in review', reason: 'ready to be read' },
};

export const testKinds = Object.keys(testPayloads) as readonly EventKind[];

/** A draft of that kind. */
export function testDraft(kind: EventKind, occurredAt?: number): EventDraft {
  // The kind chose the payload, which TypeScript cannot follow across the union.
  return { kind, payload: testPayloads[kind], ...(occurredAt !== undefined && { occurredAt }) } as EventDraft;
}
