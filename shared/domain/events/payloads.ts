import { z } from 'zod';
import { instantSchema, sha256Schema } from './envelope.ts';

/** Where an incident stands. Any move is allowed; an odd one asks for a reason. */
export const statusSchema = z.enum([
  'detected',
  'investigating',
  'identified',
  'mitigating',
  'monitoring',
  'resolved',
  'closed',
]);
export type Status = z.infer<typeof statusSchema>;

export const detectionSourceSchema = z.enum([
  'alert',
  'user report',
  'health check',
  'error tracking',
  'person',
  'test',
]);

export const noteKindSchema = z.enum(['observation', 'hypothesis', 'decision', 'action', 'question', 'communication']);
export type NoteKind = z.infer<typeof noteKindSchema>;

export const roleSchema = z.enum(['incident commander', 'technical lead', 'communications', 'operations', 'scribe']);
export type Role = z.infer<typeof roleSchema>;

/** One line that a person typed as a name for something. */
export const titleSchema = z.string().trim().min(1).max(300);
/** Free text that a person typed. 100,000 characters is far more than a note needs and far less than hurts. */
export const textSchema = z.string().min(1).max(100_000);
const labelsSchema = z.record(z.string(), z.string());

const alertIdentity = {
  /** Stable over one firing: the alert's name and labels, hashed by the source. */
  fingerprint: z.string().min(1),
  name: z.string(),
  labels: labelsSchema,
};

const commandIdentity = { sessionId: z.uuid(), commandId: z.uuid() };
const stepIdentity = { runbookId: z.string().min(1), stepId: z.string().min(1) };

/**
 * One schema per kind. A new kind is one line here, one case in `decide` or in the service that records it, one in
 * `apply`, and one in `toTimelineEntry`: the compiler lists the places.
 */
export const payloadSchemas = {
  declared: z.object({
    title: titleSchema,
    severity: z.string().min(1),
    taxonomyId: z.string().min(1),
    detectionSource: detectionSourceSchema,
    /** When it was noticed; may lie before the declaration. */
    detectedAt: instantSchema,
    drill: z.boolean(),
    /** Metrics came from the in-process simulation at declaration. */
    simulated: z.boolean(),
  }),
  severityChanged: z.object({ from: z.string(), to: z.string().min(1), reason: z.string().max(2000).optional() }),
  statusChanged: z.object({ from: statusSchema, to: statusSchema, reason: z.string().max(2000).optional() }),
  acknowledged: z.object({}),
  roleAssigned: z.object({ role: roleSchema, personName: z.string().trim().min(1).max(200) }),
  noteAdded: z.object({ noteKind: noteKindSchema, text: textSchema, pinned: z.boolean().optional() }),
  entryPinned: z.object({ eventId: z.uuid(), pinned: z.boolean() }),
  alertFired: z.object({
    ...alertIdentity,
    sourceName: z.string(),
    activeAt: instantSchema,
    severity: z.string().optional(),
    summary: z.string().optional(),
    /** As Prometheus prints it, exponent text included. */
    value: z.string().optional(),
    simulated: z.boolean(),
  }),
  alertResolved: z.object({ ...alertIdentity, sourceName: z.string(), simulated: z.boolean() }),
  snapshotTaken: z.object({
    panelId: z.string(),
    title: z.string(),
    unit: z.string(),
    queries: z.array(z.string()).min(1),
    sourceName: z.string(),
    startMs: instantSchema,
    endMs: instantSchema,
    stepMs: z.number().positive(),
    /** The samples, as a blob of `snapshotSchema` JSON. */
    blob: sha256Schema,
    simulated: z.boolean(),
  }),
  sessionOpened: z.object({ sessionId: z.uuid(), title: z.string(), shell: z.string(), cwd: z.string() }),
  sessionClosed: z.object({
    sessionId: z.uuid(),
    exitCode: z.number().int().optional(),
    signal: z.number().int().optional(),
  }),
  commandStarted: z.object({
    ...commandIdentity,
    commandLine: z.string(),
    cwd: z.string(),
    /** Set when a runbook step put it there. */
    runbookId: z.string().optional(),
    stepId: z.string().optional(),
  }),
  commandFinished: z.object({
    ...commandIdentity,
    commandLine: z.string(),
    cwd: z.string(),
    /** Absent when the shell did not say (it exited or was replaced). */
    exitCode: z.number().int().optional(),
    durationMs: z.number().nonnegative(),
    /** First and last lines of the output, size-bounded, without control sequences, redacted. */
    excerpt: z.string(),
    excerptTruncated: z.boolean(),
    runbookId: z.string().optional(),
    stepId: z.string().optional(),
  }),
  runbookAttached: z.object({
    runbookId: z.string().min(1),
    title: z.string(),
    /** The text that was followed, as a blob. */
    blob: sha256Schema,
  }),
  stepStarted: z.object({
    ...stepIdentity,
    /** Its place among the runbook's steps, from 1. */
    number: z.number().int().min(1).optional(),
    title: z.string(),
    commandLine: z.string(),
    sessionId: z.uuid(),
    risk: z.enum(['read-only', 'changes state', 'dangerous']),
    /** The target's name that was typed before a dangerous step. */
    confirmedTarget: z.string().optional(),
  }),
  stepFinished: z.object({
    ...stepIdentity,
    commandId: z.uuid(),
    exitCode: z.number().int().optional(),
    durationMs: z.number().nonnegative(),
  }),
  stepSkipped: z.object({ ...stepIdentity, title: z.string(), reason: z.string().max(2000).optional() }),
  documentExported: z.object({
    format: z.enum(['markdown']),
    path: z.string(),
    headHash: sha256Schema,
    sha256: sha256Schema,
  }),
} as const;

export type PayloadSchemas = typeof payloadSchemas;
export type EventKind = keyof PayloadSchemas;
export type Payload<K extends EventKind> = z.infer<PayloadSchemas[K]>;

/** The version that this program writes of each kind; older ones are upcast when read. */
export const PAYLOAD_VERSION = 1;
