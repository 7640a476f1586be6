import type { Session, TerminalProblemCode } from '#shared/contract/index.ts';
import type { Outcome, Problem } from '#shared/domain/outcome.ts';
import { plural } from '#shared/domain/plural.ts';
import { redact } from '#shared/domain/redaction.ts';
import { newUuidV7 } from '../../journal/index.ts';
import type { IncidentRecord } from '../../record.ts';
import { createSecretMemory } from '../../runbooks/index.ts';
import {
  createRecordedRecordings,
  createTerminalsService,
  createVariableMemory,
  type TerminalsService,
} from '../../terminals/index.ts';
import { type CliContext, type CliResult, exitWith, failed } from '../context.ts';
import { oneLine } from '../plain-text.ts';
import { PersonTerminal, type TerminalSize } from './person-terminal.ts';
import { PersonTerminalChannel } from './terminal-channel.ts';

/** What shells answer for a program that is not there. */
const NOT_FOUND = 127;

export interface RecordedTerminal {
  readonly context: CliContext;
  readonly record: IncidentRecord;
  /** Opens the session in the size of the terminal. */
  readonly open: (service: TerminalsService, size: TerminalSize) => Promise<Outcome<Session, TerminalProblemCode>>;
  /** Said once where a shell does not tell its commands. Absent: what runs is no shell. */
  readonly unrecorded?: (shell: string) => string;
}

/**
 * Runs a session in the person's own terminal, recorded like a tab's: the same integration, redaction and events. Ends
 * with the exit code of what ran, or as a shell reports the signal that ended us.
 */
export async function recordTerminal({ context, record, open, unrecorded }: RecordedTerminal): Promise<CliResult> {
  const { io, env, files } = context;
  const terminal = new PersonTerminal();
  const channel = new PersonTerminalChannel(terminal);
  const secrets = createSecretMemory();
  const say = (text: string) => {
    const line = `war-room: ${oneLine(text)}`;
    // While keys come unchanged a line feed goes down only.
    io.tell(terminal.taken ? `\r\n${line}\r` : line);
  };
  let lost = 0;
  /** What would have been drawn over by a full-screen program. */
  const untold: string[] = [];
  const tell = (text: string) => {
    if (channel.onAlternateScreen) untold.push(text);
    else say(text);
  };
  const recording = {
    recorder: record.incidents.recorder,
    redact: (text: string) => redact(secrets.redact(text)),
    now: Date.now,
    elapsed: () => performance.now(),
    onNotSaved({ message, action }: Problem) {
      lost += 1;
      if (lost === 1) tell(`NOT SAVED: ${message} ${action}`);
    },
  };
  const service = createTerminalsService({
    ...recording,
    recordings: createRecordedRecordings({ ...recording, dataDir: context.dataDir }),
    resourcesDir: files.resources,
    env,
    shownIn: 'terminal',
    onSecret: secrets.remember,
    profiles: () => record.settings.terminalProfiles(),
    variables: createVariableMemory(record.store),
    newId: newUuidV7,
  });
  const opened = await open(service, terminal.size);
  if (!opened.ok) {
    await service.shutdown();
    if (opened.error.code !== 'shell-not-found') return failed(opened.error);
    say(`${opened.error.message} ${opened.error.action}`);
    return exitWith(NOT_FOUND);
  }
  service.attach(opened.value.sessionId, channel);
  channel.start();
  const ending = new AbortController();
  if (unrecorded !== undefined) void tellUnrecorded(service, ending.signal, (shell) => tell(unrecorded(shell)));
  try {
    const { exitCode } = await channel.ended;
    await service.shutdown();
    return exitWith(exitCode);
  } finally {
    ending.abort();
    terminal.release();
    for (const text of untold) say(text);
    if (lost > 1) say(`NOT SAVED: ${plural(lost, 'record')} of this terminal.`);
  }
}

/** Some shells never tell; others may turn out to be slow only after a while. */
async function tellUnrecorded(
  service: TerminalsService,
  signal: AbortSignal,
  tell: (shell: string) => void,
): Promise<void> {
  for await (const [session] of service.watch({}, { signal })) {
    if (session?.integration !== 'none' || session.state === 'exited') continue;
    tell(session.shell);
    return;
  }
}
