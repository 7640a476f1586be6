import { execFile } from 'node:child_process';
import { DatabaseSync } from 'node:sqlite';
import { promisify } from 'node:util';
import { findChromium, hasDisplay, realSurroundings } from '../../hosts/browser/chromium.ts';
import { openRecord } from '../../record.ts';
import type { CliContext } from '../context.ts';
import { findElectron } from '../electron-binary.ts';
import type { Check } from './examine.ts';

/** The first SQLite whose write-ahead log is free of the corruption that docs/SPEC.md (T60) speaks of. */
const SOUND_SQLITE = [3, 51, 3] as const;

export function checkNode(): Check {
  const major = Number(process.versions.node.split('.')[0]);
  if (major >= 24) return { name: 'Node', state: 'ok', detail: process.versions.node, action: '' };
  return {
    name: 'Node',
    state: 'failed',
    detail: `${process.versions.node}; 24 or newer is needed.`,
    action: 'Start it with `npx war-room`, which brings Node 24.',
  };
}

export function checkElectron({ files, env }: CliContext): Check {
  const path = findElectron(files.root, env);
  if (path !== undefined) return { name: 'Electron', state: 'ok', detail: path, action: '' };
  return {
    name: 'Electron',
    state: 'warning',
    detail: 'Not downloaded; the browser host is used instead.',
    action: '`npm start` downloads it where the network allows.',
  };
}

export async function checkChromium({ env }: CliContext): Promise<Check> {
  const surroundings = { ...realSurroundings(), env };
  const path = findChromium(surroundings);
  if (path === undefined) {
    return {
      name: 'Chromium',
      state: 'warning',
      detail: 'Neither Chromium nor Chrome was found.',
      action: 'Install one (Debian: apt install chromium), or open the URL of `war-room --no-open` elsewhere.',
    };
  }
  const display = hasDisplay(surroundings) ? '' : '; no display here, so URLs are printed';
  try {
    // Windows starts a window for any argument.
    const version =
      process.platform === 'win32' ? path : (await promisify(execFile)(path, ['--version'])).stdout.trim();
    return { name: 'Chromium', state: 'ok', detail: `${version}${display}`, action: '' };
  } catch {
    return { name: 'Chromium', state: 'warning', detail: `${path} does not start.`, action: 'Install it again.' };
  }
}

export function checkSqlite(): Check {
  const database = new DatabaseSync(':memory:');
  const version = String(database.prepare('SELECT sqlite_version() AS version').get()?.version);
  database.close();
  const [major = 0, minor = 0, patch = 0] = version.split('.').map(Number);
  const [soundMajor, soundMinor, soundPatch] = SOUND_SQLITE;
  const number = (a: number, b: number, c: number) => a * 1e6 + b * 1e3 + c;
  if (number(major, minor, patch) >= number(soundMajor, soundMinor, soundPatch)) {
    return { name: 'SQLite', state: 'ok', detail: version, action: '' };
  }
  return {
    name: 'SQLite',
    state: 'warning',
    detail: `${version} can corrupt its write-ahead log; the rollback journal is used, which is slower.`,
    action: 'Use a newer Node.',
  };
}

/** Opens the record as every command does. */
export function checkDataDirectory({ dataDir, files }: CliContext): Check {
  const name = 'Data directory';
  const action = 'Make it writable, or choose another with --data-dir.';
  try {
    const record = openRecord({ dataDir, resourcesDir: files.resources });
    const { state, events, detail } = record.journal.status.get();
    const [problem] = record.taxonomies.problems;
    record.close();
    if (state === 'damaged')
      return { name, state: 'failed', detail: detail ?? 'Damaged.', action: 'Restore a backup.' };
    if (state === 'read-only') return { name, state: 'failed', detail: detail ?? `${dataDir} is read-only.`, action };
    if (problem) {
      return {
        name,
        state: 'warning',
        detail: `${problem.file}:${problem.line}: ${problem.message}`,
        action: 'Mend it.',
      };
    }
    return { name, state: 'ok', detail: `${dataDir}, ${events} events`, action: '' };
  } catch {
    return { name, state: 'failed', detail: `${dataDir} cannot be used.`, action };
  }
}
