import { spawn } from 'node:child_process';
import type { Argv } from 'yargs';
import { hasDisplay, realSurroundings } from '../../hosts/browser/chromium.ts';
import {
  type Act,
  type CliContext,
  type CliResult,
  type CommonArguments,
  done,
  failed,
  wrongUsage,
} from '../context.ts';
import { findElectron } from '../electron-binary.ts';
import { hostOptions } from '../host-options.ts';

/** Bare `war-room`: opens the application, in Electron where it is installed, else in the browser host. */
export function addOpen(cli: Argv<CommonArguments>, act: Act) {
  return cli.command(
    ['$0', 'open'],
    'Open the application',
    (options) =>
      options.options({
        ...hostOptions,
        stay: { type: 'boolean', default: false, describe: 'Go on when the last window is gone' },
      }),
    act(async (given, context) => {
      const host = chooseHost(context, given.open);
      if (!host.ok) return host.result;
      if (host.electron !== undefined) return runElectron(host.electron, context);
      // The services are loaded by the commands that start them.
      const { runBrowserHost } = await import('../run-browser-host.ts');
      return runBrowserHost({ ...given, announce: 'person' }, context);
    }),
  );
}

type Choice = { readonly ok: true; readonly electron?: string } | { readonly ok: false; readonly result: CliResult };

/** `WAR_ROOM_HOST` forces one. `--no-open` asks for a URL, which only the browser host has. */
function chooseHost({ env, files }: CliContext, open: boolean): Choice {
  const forced = env.WAR_ROOM_HOST;
  if (forced !== undefined && forced !== '' && forced !== 'electron' && forced !== 'browser') {
    return { ok: false, result: wrongUsage(`WAR_ROOM_HOST is "${forced}"; it can be "electron" or "browser"`) };
  }
  if (forced === 'browser') return { ok: true };
  const electron = findElectron(files.root, env);
  if (forced === 'electron' && electron === undefined) {
    const problem = { message: 'Electron is not installed.', action: '`npm start` downloads it.' };
    return { ok: false, result: failed(problem) };
  }
  const wanted = forced === 'electron' || (open && hasDisplay(realSurroundings()));
  return { ok: true, ...(wanted && electron !== undefined && { electron }) };
}

/** Electron gets this terminal and ends with its own exit code. */
function runElectron(program: string, { files, dataDir, env, io }: CliContext): Promise<CliResult> {
  const asRoot = process.getuid?.() === 0;
  if (asRoot) io.tell("Running as root: Chromium's sandbox is off.");
  const child = spawn(program, [files.root, ...(asRoot ? ['--no-sandbox'] : [])], {
    stdio: 'inherit',
    env: { ...env, WAR_ROOM_DATA_DIR: dataDir },
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal));
  return new Promise((resolve) => {
    child.once('error', (error) =>
      resolve(failed({ message: `Electron could not be started: ${error.message}.`, action: '' })),
    );
    child.once('exit', (code, signal) => {
      if (code === 0 || signal !== null) return resolve(done);
      resolve(
        failed({ message: `Electron ended with exit code ${code}.`, action: 'WAR_ROOM_HOST=browser avoids it.' }),
      );
    });
  });
}
