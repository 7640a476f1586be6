import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import { profileColourSchema, variablesSchema } from '../domain/terminal-profile.ts';
import { recordingLevelSchema } from '../domain/transcript/level.ts';
import { outcomeSchema } from './outcome.ts';

export const terminalProblemCodes = [
  'unknown-session',
  'shell-not-found',
  'unknown-incident',
  'unknown-profile',
  'directory-missing',
  'spawn-failed',
  'limit-reached',
  'not-at-prompt',
  'no-bracketed-paste',
  'exited',
  'running-program',
  'invalid-variable',
  'not-saved',
] as const;
export type TerminalProblemCode = (typeof terminalProblemCodes)[number];

export const sessionSchema = z.object({
  sessionId: z.uuid(),
  /** Absent: the desk. */
  incidentId: z.uuid().optional(),
  title: z.string(),
  shell: z.string(),
  pid: z.number().int(),
  cwd: z.string(),
  /** 'none': the shell sends no marks, commands are not recorded, and the tab says so. */
  integration: z.enum(['starting', 'active', 'none']),
  state: z.enum(['starting', 'prompt', 'running', 'exited']),
  exitCode: z.number().int().optional(),
  /** The command that runs now, as the shell reported it. */
  runningCommand: z.string().optional(),
  /** When it began, UTC ms. */
  runningSince: z.number().optional(),
  /** Exit code of the newest finished command. */
  lastExitCode: z.number().int().optional(),
  /** The runbook whose commands this tab was preloaded with. */
  runbookId: z.string().optional(),
  /** The profile of the settings that it was opened with, as it was then. */
  profileId: z.string().optional(),
  colour: profileColourSchema.optional(),
  production: z.boolean().optional(),
  /** What of its output is recorded. */
  recordingLevel: recordingLevelSchema,
  /** 'stopped': the disk is nearly full, or it failed; 'none': the level asks for nothing. */
  recording: z.enum(['recording', 'stopped', 'none']),
  openedAt: z.number(),
});
export type Session = z.infer<typeof sessionSchema>;

const target = { sessionId: z.uuid() };
const done = outcomeSchema(z.object({}), terminalProblemCodes);
const columns = z.number().int().min(2).max(1000);
const rows = z.number().int().min(1).max(500);

export const terminals = {
  open: oc
    .input(
      z.object({
        incidentId: z.uuid().optional(),
        runbookId: z.string().optional(),
        profileId: z.string().optional(),
        title: z.string().max(200).optional(),
        cwd: z.string().optional(),
        columns,
        rows,
      }),
    )
    .output(outcomeSchema(sessionSchema, terminalProblemCodes)),
  /** What of a tab is recorded from now on. */
  setRecordingLevel: oc.input(z.object({ ...target, level: recordingLevelSchema })).output(done),
  /** Gives a tab to another incident, or to the desk; both records say so. */
  move: oc.input(z.object({ ...target, incidentId: z.uuid().optional() })).output(done),
  /** The order of the tabs; sessions that are not named keep their place behind. */
  reorder: oc.input(z.object({ sessionIds: z.array(z.uuid()).max(100) })).output(done),
  /** All sessions on every change, whole: there are few, and a page can never miss a step. */
  watch: oc.output(eventIterator(z.array(sessionSchema))),
  rename: oc.input(z.object({ ...target, title: z.string().trim().min(1).max(200) })).output(done),
  /** Refused with 'running-program' unless forced, so that the page can ask. */
  close: oc.input(z.object({ ...target, force: z.boolean() })).output(done),
  /**
   * Puts a new session in the place of this one: same directory, profile, incident and title, another id. Refused with
   * 'running-program' unless forced. Where the new shell does not start the old one stays, exited.
   */
  restart: oc
    .input(z.object({ ...target, force: z.boolean() }))
    .output(outcomeSchema(sessionSchema, terminalProblemCodes)),
  /** What every terminal opened for this incident from now on has in its environment. Never recorded. */
  environment: oc.input(z.object({ incidentId: z.uuid() })).output(z.object({ variables: variablesSchema })),
  /** What a terminal showed, ready for the record: without plain secrets, and without those that were put into terminals. */
  withoutSecrets: oc.input(z.object({ text: z.string().max(1_000_000) })).output(z.object({ text: z.string() })),
  /** Replaces all of them. */
  setEnvironment: oc.input(z.object({ incidentId: z.uuid(), variables: variablesSchema })).output(done),
};
