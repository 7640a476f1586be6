import { execFile } from 'node:child_process';
import { delimiter } from 'node:path';
import { type Environment, shellEnvironment } from './environment.ts';

const PROBE_MS = 3_000;
/** No character of it can be part of a variable's name. */
const MARK = '<war-room-path>';

/**
 * PATH as a login would have it. A program started from a terminal has it already; one started from a desktop may have
 * the session manager's, so the login shell is asked once. Where it gives no answer in time the present PATH stands.
 */
export async function findLoginPath(shell: string, env: Environment): Promise<string> {
  const present = env.PATH ?? '';
  if (env.TERM !== undefined && env.TERM !== 'dumb') return present;
  const answer = await askLoginShell(shell, env);
  if (answer === undefined) return present;
  const entries = [...answer.split(delimiter), ...present.split(delimiter)].filter((entry) => entry !== '');
  return [...new Set(entries)].join(delimiter);
}

function askLoginShell(shell: string, env: Environment): Promise<string | undefined> {
  // fish joins a quoted list with spaces, but PATH, which it knows for a path, with colons.
  const script = `printf '%s' "${MARK}$PATH${MARK}"`;
  return new Promise((resolve) => {
    const options = { env: shellEnvironment(env), timeout: PROBE_MS, killSignal: 'SIGKILL', encoding: 'utf8' } as const;
    const child = execFile(shell, ['-l', '-c', script], options, (_, stdout) => resolve(stdout.split(MARK)[1]));
    child.stdin?.end();
  });
}
