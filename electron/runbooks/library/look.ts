import { realpath } from 'node:fs/promises';
import { basename, join, relative } from 'node:path';
import type { RunbookFolder } from '#shared/contract/index.ts';
import type { Outcome } from '#shared/domain/outcome.ts';
import type { Runbook } from '#shared/domain/runbook.ts';
import { isListed } from './connect.ts';
import { type RunbookContent, type RunbookReader, readRunbookInSlices } from './content.ts';
import { type LibraryFolder, listFolders } from './folders.ts';
import { readGitHead } from './git-head.ts';
import { type RunbookFile, readRunbookFile, type ScannedFolder, scanFolder } from './scan.ts';

export interface LibraryDependencies extends RunbookReader {
  /** The shipped `resources/`. */
  readonly resourcesDir: string;
  readonly dataDir: string;
  /** Folders and checkouts beside those two, as the settings have them now. */
  readonly extraFolders?: (() => readonly string[]) | undefined;
  /** Blocks of a runbook that a person wants to have treated as shell. */
  readonly shellIds?: (runbookId: string) => ReadonlySet<string>;
  /** UTC ms. */
  readonly now: () => number;
}

/** A file as it was last read. */
export interface ReadFile {
  readonly id: string;
  readonly stamp: string;
  readonly folder: LibraryFolder;
  readonly file: RunbookFile;
  readonly content: Outcome<RunbookContent, 'unreadable'>;
}

export type Files = ReadonlyMap<string, ReadFile>;

interface LookedFolder {
  readonly folder: LibraryFolder;
  readonly scanned: ScannedFolder;
  readonly git: string | undefined;
  readonly problem: string | undefined;
  readonly runbookCount: number;
}

export interface Look {
  readonly files: Files;
  readonly folders: readonly LookedFolder[];
}

/** Looks at every folder once, and reads what has changed since `known`: all of it when `reading` is another number. */
export async function lookAt(dependencies: LibraryDependencies, known: Files, reading: number): Promise<Look> {
  const { extraFolders = () => [] } = dependencies;
  const files = new Map<string, ReadFile>();
  const folders: LookedFolder[] = [];
  /** Real paths of the files so far: a folder within another brings its files once. */
  const claimed = new Set<string>();
  for (const folder of listFolders(dependencies, extraFolders())) {
    const scanned = folder.problem === undefined ? await scanFolder(folder.path) : notUsable(folder.problem);
    const root = await realpath(folder.path).catch(() => folder.path);
    let runbookCount = 0;
    let overlaps = false;
    for (const file of scanned.files) {
      const path = join(root, relative(folder.path, file.path));
      overlaps ||= claimed.has(path);
      if (claimed.has(path)) continue;
      claimed.add(path);
      const read = await readFile(folder, file, dependencies, known, reading);
      files.set(read.id, read);
      if (isListed(file.name, runbookOf(read))) runbookCount += 1;
    }
    const git = scanned.state === 'read' ? await readGitHead(root) : undefined;
    const problem = scanned.problem ?? (overlaps ? OVERLAPS : undefined);
    folders.push({ folder, scanned, git, problem, runbookCount });
  }
  return { files, folders };
}

const OVERLAPS = 'Some of its files are read as part of another folder already.';

const notUsable = (problem: string): ScannedFolder => ({ files: [], directories: [], state: 'unreadable', problem });

/** Undefined where the file can't be read. */
export const runbookOf = ({ content }: ReadFile): Runbook | undefined =>
  content.ok ? content.value.runbook : undefined;

async function readFile(
  folder: LibraryFolder,
  file: RunbookFile,
  dependencies: LibraryDependencies,
  known: Files,
  reading: number,
): Promise<ReadFile> {
  const id = folder.idPrefix + file.name;
  const shellIds = dependencies.shellIds?.(id) ?? new Set<string>();
  const stamp = JSON.stringify([reading, file.stamp, ...shellIds]);
  const before = known.get(id);
  if (before?.stamp === stamp) return { ...before, folder, file };
  const bytes = await readRunbookFile(file);
  const content = bytes.ok
    ? await readRunbookInSlices({ id, bytes: bytes.value, fallbackTitle: basename(file.name), shellIds }, dependencies)
    : bytes;
  return { id, stamp, folder, file, content };
}

/** What is said of the folders. `unwatched`: why changes of some are not noticed at once. */
export function describeFolders(looked: readonly LookedFolder[], unwatched: string | undefined): RunbookFolder[] {
  return looked.map(({ folder, scanned, git, problem, runbookCount }) => {
    const said = problem ?? unwatched;
    return {
      path: folder.path,
      origin: folder.origin,
      name: folder.name,
      state: scanned.state === 'read' ? ('watched' as const) : scanned.state,
      ...(git === undefined ? {} : { git }),
      runbookCount,
      ...(said === undefined ? {} : { problem: said }),
    };
  });
}
