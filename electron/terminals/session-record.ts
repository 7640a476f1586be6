import type { EventDraft } from '#shared/domain/events/index.ts';
import { fail, type Outcome, type Problem } from '#shared/domain/outcome.ts';
import { plural } from '#shared/domain/plural.ts';
import { isRecorded, type RecordingLevel } from '#shared/domain/transcript/level.ts';
import type { Recorder, RecorderProblemCode } from '../incidents/recorder.ts';
import type { FinishedCommand, StartedCommand } from './command-tracker.ts';
import { compareToInserted, type InsertedStep } from './insertion.ts';
import type { PtyExit } from './pty.ts';
import type { Recording } from './recording/index.ts';

export interface SessionRecordDependencies {
  readonly recorder: Recorder;
  /** Applied to every command line, directory, title and excerpt before it is recorded. */
  readonly redact: (text: string) => string;
  /** UTC ms. */
  readonly now: () => number;
  /** Milliseconds from any origin, never going back. */
  readonly elapsed: () => number;
  readonly newId: () => string;
  /** A record that could not be kept. The terminal goes on. */
  readonly onNotSaved: (problem: Problem<RecorderProblemCode>) => void;
}

interface CurrentCommand {
  readonly commandId: string;
  readonly commandLine: string;
  readonly cwd: string;
  readonly startedAt: number;
  readonly step: InsertedStep | undefined;
  /** The level of the tab has asked for its output all the time. */
  outputWanted: boolean;
}

interface FinishedStep {
  readonly commandId: string;
  readonly exitCode?: number;
}

export interface CommandNotice {
  readonly commandId: string;
  /** Redacted. */
  readonly commandLine: string;
  readonly exitCode?: number;
  readonly durationMs: number;
}

/** Writes one session's events: its opening and closing, its commands, and the runbook steps that they are. */
export class SessionRecord {
  readonly #sessionId: string;
  #incidentId: string | undefined;
  readonly #deps: SessionRecordDependencies;
  #current: CurrentCommand | undefined;
  #title = '';
  #level: RecordingLevel = 'everything';
  /** What could not be kept, until something can be kept again. */
  #lost: { readonly since: number; readonly events: number; readonly why: string } | undefined;
  #inserted: { readonly step: InsertedStep; readonly text: string } | undefined;
  /** A step of several lines, of which bash runs one after the other without a prompt between them. */
  #underWay: { readonly step: InsertedStep; readonly startedAt: number; finished?: FinishedStep } | undefined;

  readonly #recording: Recording | undefined;

  /** Without a recording, its events point into none. */
  constructor(
    sessionId: string,
    incidentId: string | undefined,
    dependencies: SessionRecordDependencies,
    recording?: Recording,
  ) {
    this.#sessionId = sessionId;
    this.#incidentId = incidentId;
    this.#deps = dependencies;
    this.#recording = recording;
  }

  opened(title: string, shell: string, cwd: string): void {
    this.#title = this.#deps.redact(title);
    const payload = { sessionId: this.#sessionId, title: this.#title, shell, cwd: this.#deps.redact(cwd) };
    this.#record([{ kind: 'sessionOpened', payload }], 'person');
  }

  closed(exit: PtyExit): void {
    this.#endStep();
    this.#record([{ kind: 'sessionClosed', payload: { sessionId: this.#sessionId, ...exit } }], 'system');
  }

  /** From now on the session belongs to another incident, or to the desk. Where it was says so too. */
  moved(incidentId: string | undefined): void {
    const from = this.#incidentId;
    const tab = { sessionId: this.#sessionId, title: this.#title };
    const other = (id: string | undefined) => (id === undefined ? {} : { otherIncidentId: id });
    this.#record([{ kind: 'sessionMoved', payload: { ...tab, direction: 'away', ...other(incidentId) } }], 'person');
    this.#incidentId = incidentId;
    this.#recording?.moved(incidentId);
    this.#record([{ kind: 'sessionMoved', payload: { ...tab, direction: 'here', ...other(from) } }], 'person');
  }

  levelChanged(level: RecordingLevel): void {
    this.#level = level;
    if (this.#current !== undefined) this.#current.outputWanted &&= this.#wantsOutput(this.#current.step);
    this.#recording?.setLevel(level);
    const payload = { sessionId: this.#sessionId, title: this.#title, level };
    this.#record([{ kind: 'recordingLevelChanged', payload }], 'person');
  }

  renamed(title: string): void {
    this.#title = this.#deps.redact(title);
    this.#recording?.rename(title);
  }

  /** The next command may be this step; see `compareToInserted`. */
  expectStep(step: InsertedStep, text: string): void {
    this.#inserted = { step, text };
  }

  /** A new prompt: what was inserted at an earlier one has ended, or has been given up. */
  promptShown(): void {
    this.#inserted = undefined;
    this.#endStep();
  }

  /** `startedAt` is UTC ms. */
  commandStarted(
    command: StartedCommand,
  ): Pick<CommandNotice, 'commandId' | 'commandLine'> & { readonly startedAt: number } {
    const commandLine = this.#deps.redact(command.commandLine);
    const inserted = this.#inserted;
    this.#inserted = undefined;
    const likeness = inserted === undefined ? 'other' : compareToInserted(inserted.text, command.commandLine);
    const begun = likeness === 'other' ? undefined : inserted?.step;
    const step = begun ?? this.#underWay?.step;
    const commandId = this.#deps.newId();
    const occurredAt = this.#deps.now();
    const startedAt = this.#deps.elapsed();
    this.#recording?.lineEnded(command.commandLine);
    const ofStep = step === undefined ? {} : { step: identityOf(step) };
    const transcriptMs = this.#recording?.commandStarted({ commandId, commandLine, ...ofStep });
    const cwd = this.#deps.redact(command.cwd);
    this.#current = { commandId, commandLine, cwd, startedAt, step, outputWanted: this.#wantsOutput(step) };
    if (begun !== undefined && likeness === 'first line') this.#underWay = { step: begun, startedAt };
    const drafts: EventDraft[] = [
      {
        kind: 'commandStarted',
        occurredAt,
        payload: {
          sessionId: this.#sessionId,
          commandId,
          commandLine,
          cwd,
          ...identityOf(step),
          ...(transcriptMs === undefined ? {} : { transcriptMs }),
        },
      },
    ];
    if (begun !== undefined) {
      const { number, risk, confirmedTarget } = begun;
      const title = this.#deps.redact(begun.title);
      // A name typed for one command confirms no other.
      const confirmed = confirmedTarget === undefined || likeness === 'edited' ? {} : { confirmedTarget };
      const whole = likeness === 'first line' ? this.#deps.redact(inserted?.text ?? '') : commandLine;
      const payload = { number, title, commandLine: whole, sessionId: this.#sessionId, risk, ...confirmed };
      drafts.unshift({ kind: 'stepStarted', occurredAt, payload: { ...identityOf(begun), ...payload } });
    }
    this.#record(drafts, 'person');
    return { commandId, commandLine, startedAt: occurredAt };
  }

  commandFinished(command: FinishedCommand): CommandNotice | undefined {
    const current = this.#current;
    if (current === undefined) return undefined;
    this.#current = undefined;
    const { commandId, commandLine, cwd, step, outputWanted } = current;
    const durationMs = Math.max(0, Math.round(this.#deps.elapsed() - current.startedAt));
    const printed = command.output.finish(this.#deps.redact);
    const excerpt = outputWanted ? printed : { text: '', truncated: printed.text !== '' };
    const exit = command.exitCode === undefined ? {} : { exitCode: command.exitCode };
    this.#recording?.commandFinished({ commandId, ...exit });
    const drafts: EventDraft[] = [
      {
        kind: 'commandFinished',
        payload: {
          sessionId: this.#sessionId,
          commandId,
          commandLine,
          cwd,
          ...exit,
          durationMs,
          excerpt: excerpt.text,
          excerptTruncated: excerpt.truncated,
          ...identityOf(step),
        },
      },
    ];
    if (step !== undefined && this.#underWay?.step === step) this.#underWay.finished = { commandId, ...exit };
    else if (step !== undefined) {
      drafts.push({ kind: 'stepFinished', payload: { ...identityOf(step), commandId, ...exit, durationMs } });
    }
    this.#record(drafts, 'person');
    return { commandId, commandLine, ...exit, durationMs };
  }

  #wantsOutput(step: InsertedStep | undefined): boolean {
    return isRecorded(this.#level, step === undefined ? 'command' : 'step');
  }

  /** Several lines end like a script: with the exit code of the last one that ran. */
  #endStep(): void {
    const underWay = this.#underWay;
    this.#underWay = undefined;
    if (underWay?.finished === undefined) return;
    const durationMs = Math.max(0, Math.round(this.#deps.elapsed() - underWay.startedAt));
    const payload = { ...identityOf(underWay.step), ...underWay.finished, durationMs };
    this.#record([{ kind: 'stepFinished', payload }], 'person');
  }

  #record(drafts: readonly EventDraft[], by: 'person' | 'system'): void {
    const saved = this.#tryRecord([...this.#gap(), ...drafts], by);
    if (saved.ok) {
      this.#lost = undefined;
      return;
    }
    const { since = this.#deps.now(), events = 0, why = saved.error.message } = this.#lost ?? {};
    this.#lost = { since, events: events + drafts.length, why };
    this.#deps.onNotSaved(saved.error);
  }

  /** The record itself has to say where it has a gap; it stands where the gap began. */
  #gap(): readonly EventDraft[] {
    if (this.#lost === undefined) return [];
    const { since, events, why } = this.#lost;
    const reason = `${plural(events, 'event')} since ${new Date(since).toISOString()} could not be saved. ${why}`;
    const payload = { sessionId: this.#sessionId, title: this.#title, reason: reason.slice(0, 2000) };
    return [{ kind: 'recordingStopped', occurredAt: since, bySystem: true, payload }];
  }

  #tryRecord(drafts: readonly EventDraft[], by: 'person' | 'system'): Outcome<unknown, RecorderProblemCode> {
    try {
      return this.#deps.recorder.record(this.#incidentId, drafts, by);
    } catch (error) {
      // A bug in the record must not take the person's shell with it.
      const reason = error instanceof Error ? error.message : String(error);
      return fail('not-saved', `A command of this terminal was not recorded: ${reason}`, 'Write a note about it.');
    }
  }
}

function identityOf(step: InsertedStep): { readonly runbookId: string; readonly stepId: string };
function identityOf(step: InsertedStep | undefined): { readonly runbookId?: string; readonly stepId?: string };
function identityOf(step: InsertedStep | undefined): { readonly runbookId?: string; readonly stepId?: string } {
  return step === undefined ? {} : { runbookId: step.runbookId, stepId: step.stepId };
}
