// Plain JavaScript for Node >= 20: everything in scripts/setup runs before anything is installed.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout's root, absolute. */
export const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

const windows = process.platform === 'win32';

/** Node 24 as the `node` package installs it. */
export const node24 = join(root, 'node_modules/node/bin', windows ? 'node.exe' : 'node');

/** The environment with the project's own programs, Node 24 among them, first on the PATH. */
export function projectEnvironment(extra = {}) {
  const separator = windows ? ';' : ':';
  const own = [join(root, 'node_modules/.bin'), dirname(node24)];
  return { ...process.env, PATH: [...own, process.env.PATH ?? ''].join(separator), ...extra };
}

/** Says something to the person. Never on stdout: that belongs to data. */
export function say(line) {
  process.stderr.write(`${line}\n`);
}

/** Ends after one clear line; exit code 1 says failed, 2 wrong usage. */
export function stop(line, code = 1) {
  say(`war-room: ${line}`);
  process.exit(code);
}

/** True when a program of that name is on the PATH. */
export function has(program) {
  const finder = windows ? 'where' : 'which';
  return spawnSync(finder, [program], { stdio: 'ignore' }).status === 0;
}

/** Runs to the end, its output kept back and returned; `status` is null when it could not start. */
export function runQuietly(program, args, options = {}) {
  const result = spawnSync(program, args, {
    cwd: root,
    encoding: 'utf8',
    env: projectEnvironment(),
    maxBuffer: 64 * 1024 * 1024,
    ...options,
  });
  return { status: result.status, output: `${result.stdout ?? ''}${result.stderr ?? ''}` };
}

/** Hands terminal, signals and exit code over to another program. */
export function become(program, args, extraEnvironment = {}) {
  // Terminals take these folders off PATH again where they see such a variable.
  const env = projectEnvironment({ WAR_ROOM_STARTED: '1', ...extraEnvironment });
  const child = spawn(program, args, { stdio: 'inherit', env });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('error', (error) => stop(`cannot start ${program}: ${error.message}`));
  child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)));
}

/** True when the path exists below the root. */
export function present(path) {
  return existsSync(join(root, path));
}
