import { z } from 'zod';
import { recordingLevelSchema } from '../transcript/level.ts';
import { instantSchema, sha256Schema } from './envelope.ts';

const labelsSchema = z.record(z.string(), z.string());

const alertIdentity = {
  /** Stable over one firing: the alert's name and labels, hashed by the source. */
  fingerprint: z.string().min(1),
  name: z.string(),
  labels: labelsSchema,
};
const probeIdentity = { probeId: z.string().min(1), name: z.string(), target: z.string() };
const commandIdentity = { sessionId: z.uuid(), commandId: z.uuid() };
const stepIdentity = { runbookId: z.string().min(1), stepId: z.string().min(1) };

/** What the program itself sees: alerts, probes, graphs, terminals, runbook steps, documents. */
export const evidencePayloads = {
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
  probeFailed: z.object({
    ...probeIdentity,
    /** Failures in a row when it counted as down. */
    failures: z.number().int().min(1),
    /** What came instead of health: "503", "timed out after 5 s". */
    detail: z.string().max(2000),
  }),
  probeRecovered: z.object({ ...probeIdentity, downMs: z.number().nonnegative() }),
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
  /** The tab belongs to another incident from now on, or to the desk; it stands in both. */
  sessionMoved: z.object({
    sessionId: z.uuid(),
    title: z.string(),
    direction: z.enum(['here', 'away']),
    /** Where it came from or went to; absent: the desk. */
    otherIncidentId: z.uuid().optional(),
  }),
  recordingLevelChanged: z.object({ sessionId: z.uuid(), title: z.string(), level: recordingLevelSchema }),
  /** A terminal's recording, or a part of a long one: asciicast v2, redacted. */
  transcriptSealed: z.object({
    sessionId: z.uuid(),
    title: z.string(),
    blob: sha256Schema,
    /** When the recording began; a later part's times count from there too. */
    startedAt: instantSchema,
    durationMs: z.number().nonnegative(),
    size: z.number().int().min(0),
  }),
  /** What a terminal did was not recorded for a while; the reason says why and since when. */
  recordingStopped: z.object({ sessionId: z.uuid(), title: z.string(), reason: z.string().min(1).max(2000) }),
  commandStarted: z.object({
    ...commandIdentity,
    commandLine: z.string(),
    cwd: z.string(),
    /** Set when a runbook step put it there. */
    runbookId: z.string().optional(),
    stepId: z.string().optional(),
    /** Where its output begins in the session's recording, ms. */
    transcriptMs: z.number().nonnegative().optional(),
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
  /** Values that steps are filled with from now on, beside those set before; never a secret one. */
  parametersSet: z.object({ values: z.record(z.string().max(200), z.string().max(10_000)) }),
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
    /** 'json' is the whole record as a file; the others are documents made of it. */
    format: z.enum(['markdown', 'json']),
    path: z.string(),
    headHash: sha256Schema,
    sha256: sha256Schema,
  }),
} as const;
