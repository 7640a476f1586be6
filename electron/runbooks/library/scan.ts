import type { Dirent, Stats } from 'node:fs';
import { opendir, readFile, stat } from 'node:fs/promises';
import { basename, join, relative, sep } from 'node:path';
import { fail, type Outcome, type Problem, succeed } from '#shared/domain/outcome.ts';
import { MAX_RUNBOOK_BYTES, tooLarge } from './decode.ts';

/** More is a mistake (a home directory, a checkout of everything), not a library. */
export interface ScanLimits {
  readonly files: number;
  /** Of the files together: their texts are kept in memory. */
  readonly bytes: number;
  readonly directories: number;
  /** Names looked at, Markdown or not. */
  readonly entries: number;
  readonly depth: number;
}
const LIMITS: ScanLimits = {
  files: 2_000,
  bytes: 64 * 1024 * 1024,
  directories: 1_000,
  entries: 50_000,
  depth: 8,
};

export interface RunbookFile {
  /** Below the folder, with `/`, without `.md`. */
  readonly name: string;
  readonly path: string;
  /** Changes whenever the file does. */
  readonly stamp: string;
  readonly problem?: Problem<'unreadable'>;
}

export interface ScannedFolder {
  /** By name. */
  readonly files: readonly RunbookFile[];
  /** Every directory that was entered; the key changes when another one takes its path. */
  readonly directories: readonly { readonly path: string; readonly key: string }[];
  readonly state: 'read' | 'missing' | 'unreadable';
  /** Why it could not be read, or not whole. */
  readonly problem?: string;
}

/** The Markdown files of a folder, those near its top first where it is too large. Directories behind symbolic links are not entered. */
export async function scanFolder(root: string, limits: ScanLimits = LIMITS): Promise<ScannedFolder> {
  const scan = new Scan(root, limits);
  const problem = await scan.run();
  if (problem) return problem;
  return scan.result();
}

class Scan {
  readonly #root: string;
  readonly #limits: ScanLimits;
  readonly #names = new Map<string, RunbookFile>();
  readonly #directories: { readonly path: string; readonly key: string }[] = [];
  #entries = 0;
  #bytes = 0;
  #exceeded: string | undefined;

  constructor(root: string, limits: ScanLimits) {
    this.#root = root;
    this.#limits = limits;
  }

  /** Breadth first, so that a limit cuts what lies deep. */
  async run(): Promise<ScannedFolder | undefined> {
    let level = [this.#root];
    for (let depth = 0; level.length > 0 && depth <= this.#limits.depth; depth += 1) {
      const next: string[] = [];
      for (const directory of level) {
        if (this.#exceeded !== undefined) return undefined;
        try {
          next.push(...(await this.#enter(directory)));
        } catch (error) {
          if (directory === this.#root) return unusable(error);
        }
      }
      level = next;
    }
    if (level.length > 0) this.#exceeded ??= `directories more than ${this.#limits.depth} levels deep`;
    return undefined;
  }

  result(): ScannedFolder {
    const files = [...this.#names.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
    const cut = this.#exceeded === undefined ? {} : { problem: `Only a part of it is read: it has ${this.#exceeded}.` };
    return { files, directories: this.#directories, state: 'read', ...cut };
  }

  /** Collects the files of a directory, and answers with the directories below it. */
  async #enter(directory: string): Promise<string[]> {
    const found = await stat(directory);
    const entries = await this.#list(directory);
    if (this.#directories.length >= this.#limits.directories) {
      this.#exceeded = `more than ${this.#limits.directories} directories`;
      return [];
    }
    this.#directories.push({ path: directory, key: `${directory} ${found.dev} ${found.ino}` });
    for (const { name } of entries.filter((entry) => !entry.isDirectory())) await this.#add(join(directory, name));
    return entries.filter((entry) => entry.isDirectory()).map(({ name }) => join(directory, name));
  }

  async #list(directory: string): Promise<Dirent[]> {
    const kept: Dirent[] = [];
    for await (const entry of await opendir(directory, { bufferSize: 512 })) {
      this.#entries += 1;
      if (this.#entries > this.#limits.entries) {
        this.#exceeded = `more than ${this.#limits.entries} files and directories`;
        break;
      }
      if (entry.name.startsWith('.') || entry.name === 'node_modules') continue;
      if (entry.isDirectory() || /\.(md|markdown)$/i.test(entry.name)) kept.push(entry);
    }
    // The system's own order is any order; two files that come to the same name have to keep theirs.
    return kept.sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  async #add(path: string): Promise<void> {
    if (this.#names.size >= this.#limits.files) {
      this.#exceeded = `more than ${this.#limits.files} Markdown files`;
      return;
    }
    const whole = relative(this.#root, path).split(sep).join('/');
    const short = whole.replace(/\.(md|markdown)$/i, '');
    const name = this.#names.has(short) ? whole : short;
    const { size, file } = await describe(name, path);
    if (this.#bytes + size > this.#limits.bytes) {
      this.#exceeded = `more than ${Math.round(this.#limits.bytes / 1024 / 1024)} MB of Markdown`;
      return;
    }
    this.#bytes += size;
    this.#names.set(name, file);
  }
}

function unusable(error: unknown): ScannedFolder {
  const nothing = { files: [], directories: [] };
  if (codeOf(error) === 'ENOENT') return { ...nothing, state: 'missing', problem: 'There is no such folder.' };
  return { ...nothing, state: 'unreadable', problem: `It could not be read: ${reasonOf(error)}.` };
}

/** A file that was named by itself, whatever its name ends with. */
export async function scanFile(path: string): Promise<RunbookFile> {
  return (await describe(basename(path).replace(/\.(md|markdown)$/i, ''), path)).file;
}

/** With the bytes that reading it will take. */
async function describe(name: string, path: string): Promise<{ readonly size: number; readonly file: RunbookFile }> {
  let found: Stats;
  try {
    found = await stat(path);
  } catch (error) {
    const problem = unreadable(reasonOf(error));
    return { size: 0, file: { name, path, stamp: problem.message, problem } };
  }
  const stamp = `${found.size} ${found.mtimeMs} ${found.ctimeMs} ${found.ino}`;
  if (!found.isFile()) return { size: 0, file: { name, path, stamp, problem: unreadable('it is not a file') } };
  if (found.size > MAX_RUNBOOK_BYTES) return { size: 0, file: { name, path, stamp, problem: tooLarge().error } };
  return { size: found.size, file: { name, path, stamp } };
}

/** The bytes of a runbook file. It may have gone or grown since it was listed. */
export async function readRunbookFile(file: RunbookFile): Promise<Outcome<Uint8Array, 'unreadable'>> {
  if (file.problem) return { ok: false, error: file.problem };
  try {
    return succeed(await readFile(file.path));
  } catch (error) {
    return { ok: false, error: unreadable(reasonOf(error)) };
  }
}

function unreadable(why: string): Problem<'unreadable'> {
  return fail('unreadable', `The file could not be read: ${why}.`, 'Check that it exists and that you may read it.')
    .error;
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}

function reasonOf(error: unknown): string {
  const code = codeOf(error);
  if (code === 'ELOOP') return 'its symbolic link leads to itself';
  if (code === 'ENOENT') return 'it is gone, or its symbolic link leads nowhere';
  if (code === 'ENOTDIR') return 'it is not a folder';
  if (code === 'EACCES' || code === 'EPERM') return 'reading it is not allowed';
  return error instanceof Error ? error.message : String(error);
}
