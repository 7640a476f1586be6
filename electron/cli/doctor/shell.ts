import { setTimeout as delay } from 'node:timers/promises';
import type { Session } from '#shared/contract/index.ts';
import { newUuidV7 } from '../../journal/index.ts';
import { createTerminalsService } from '../../terminals/index.ts';
import type { CliContext } from '../context.ts';
import type { Check } from './examine.ts';
import { noRecorder } from './no-recorder.ts';

const name = 'Shell';
/** A person's start-up files may take their time. */
const PROMPT_MS = 10_000;

/** Opens a real session and waits until its shell says that it stands at a prompt. */
export async function checkShell({ files, env }: CliContext): Promise<Check> {
  const terminals = createTerminalsService({
    resourcesDir: files.resources,
    env,
    recorder: noRecorder,
    redact: (text) => text,
    now: Date.now,
    elapsed: () => performance.now(),
    newId: newUuidV7,
    onNotSaved: () => {},
  });
  try {
    const opened = await terminals.open({ columns: 80, rows: 24 });
    if (!opened.ok) return { name, state: 'failed', detail: opened.error.message, action: opened.error.action };
    return describe(await settle(() => terminals.sessions()[0] ?? opened.value));
  } catch (error) {
    const detail = `Terminals do not work: ${error instanceof Error ? error.message.split('\n')[0] : error}`;
    return { name, state: 'failed', detail, action: 'Install the dependencies again: `npm ci`.' };
  } finally {
    await terminals.shutdown();
  }
}

async function settle(session: () => Session): Promise<Session> {
  const deadline = performance.now() + PROMPT_MS;
  while (session().integration === 'starting' && session().state !== 'exited' && performance.now() < deadline) {
    await delay(50);
  }
  return session();
}

function describe({ shell, integration, state }: Session): Check {
  if (integration === 'active') return { name, state: 'ok', detail: `${shell}, commands are recorded`, action: '' };
  if (state === 'exited') {
    return { name, state: 'failed', detail: `${shell} ended at once.`, action: 'Look at its start-up files.' };
  }
  return {
    name,
    state: 'warning',
    detail: `${shell} works, but its commands are not recorded.`,
    action: 'Use bash, zsh or fish, or look at its start-up files.',
  };
}
