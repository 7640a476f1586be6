import { mkdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { RunbookFolder, RunbookSummary } from '#shared/contract/index.ts';
import type { Runbook } from '#shared/domain/runbook.ts';
import { Latest } from '../../latest.ts';
import { categorize, connectLinks, isListed } from './connect.ts';
import {
  describeFolders,
  type Files,
  type LibraryDependencies,
  type Look,
  lookAt,
  type ReadFile,
  runbookOf,
} from './look.ts';
import { summarize, summarizeBroken } from './summary.ts';
import { createDirectoryWatcher } from './watch-directories.ts';

/** What no watch tells: another branch of the same files, a folder that comes back, a review that falls due. */
const LOOK_AGAIN_MS = 30_000;
/** A folder that is missing is looked for more often: somebody is about to make it. */
const LOOK_FOR_MISSING_MS = 2_000;

export interface LibraryEntry {
  readonly summary: RunbookSummary;
  readonly content: ReadFile['content'];
}

export type Library = Awaited<ReturnType<typeof openLibrary>>;

/**
 * Every runbook there is: the shipped ones, the team's, and those of added folders, all watched. Ids are `shipped:NAME`,
 * `team:NAME` and `folder:HASH/NAME`, where the hash is that of the folder's path.
 */
export async function openLibrary(dependencies: LibraryDependencies) {
  // A read-only data directory has no folder for runbooks: the shipped ones work.
  await mkdir(join(dependencies.dataDir, 'runbooks'), { recursive: true, mode: 0o700 }).catch(() => undefined);
  let seen: Look = { files: new Map(), folders: [] };
  const latest = new Latest<readonly LibraryEntry[]>([]);
  const latestFolders = new Latest<readonly RunbookFolder[]>([]);
  let published = '';
  let reading = 0;
  let closed = false;

  const publish = (): void => {
    const entries = listEntries(seen.files, dependencies.now());
    // A text can change without its summary, and a review falls due without a change of the text.
    const state = JSON.stringify(entries.map(({ summary }) => [summary, seen.files.get(summary.id)?.stamp]));
    if (state !== published) latest.set(entries);
    published = state;
    const failure = watcher.failure();
    const unwatched = failure && `Changes show only after ${LOOK_AGAIN_MS / 1000} s: watching failed (${failure}).`;
    const folders = describeFolders(seen.folders, unwatched);
    if (JSON.stringify(folders) !== JSON.stringify(latestFolders.get())) latestFolders.set(folders);
  };
  const look = async (all = true): Promise<void> => {
    const next = await lookAt(all ? dependencies : { ...dependencies, extraFolders: undefined }, seen.files, reading);
    if (closed) return;
    seen = next;
    watcher.set(next.folders.flatMap(({ scanned }) => scanned.directories));
    publish();
  };
  // One look at a time, and one more where somebody asked meanwhile.
  const lookSoon = oneAtATime(() => look());
  const lookLater = () => void lookSoon();
  const watcher = createDirectoryWatcher(lookLater);
  // The shipped ones and the team's are wanted at once; an added folder may be large, or on a disk that sleeps.
  await look(false);
  const whole = lookSoon();

  const timers = [
    setInterval(lookLater, LOOK_AGAIN_MS),
    setInterval(() => {
      if (seen.folders.some(({ scanned }) => scanned.state === 'missing')) lookLater();
    }, LOOK_FOR_MISSING_MS),
  ];
  for (const timer of timers) timer.unref();

  const connect = (runbook: Runbook): Runbook => {
    const read = seen.files.get(runbook.id);
    return read ? connectLinks(runbook, { path: read.file.path, root: read.folder.path }, idsOf(seen.files)) : runbook;
  };

  return {
    /** Resolves when every folder has been looked at once. */
    whole,
    watch: (signal: AbortSignal) => latest.watch(signal),
    watchFolders: (signal: AbortSignal) => latestFolders.watch(signal),
    /** A runbook by its id, its links led to where they go now; undefined when there is no such file. */
    get(runbookId: string): LibraryEntry | undefined {
      const read = seen.files.get(runbookId);
      const [entry] = read ? toEntries([read], seen.files, dependencies.now()) : [];
      if (!entry?.content.ok) return entry;
      const content = { ...entry.content.value, runbook: connect(entry.content.value.runbook) };
      return { ...entry, content: { ok: true, value: content } };
    },
    /** The id of the runbook whose file this is, listed or not. */
    idAt: (path: string): string | undefined => idsOf(seen.files)(path),
    /** Another text of a runbook, its links led to where they go from its file; as it is where the file is gone. */
    connect,
    /** Looks again, at once: the settings name other folders, or other blocks are shell. Resolves when it is done. */
    lookAgain: lookSoon,
    /** Reads every file again: what they are judged by has changed. Resolves when it is done. */
    readAgain(): Promise<void> {
      reading += 1;
      return lookSoon();
    },
    close(): void {
      closed = true;
      for (const timer of timers) clearInterval(timer);
      watcher.close();
    },
  };
}

function idsOf(files: Files): (path: string) => string | undefined {
  const ids = new Map([...files.values()].map(({ id, file }) => [file.path, id]));
  return (path) => ids.get(path);
}

/** The entries that are shown, by title. */
export function listEntries(files: Files, now: number): LibraryEntry[] {
  const listed = [...files.values()].filter((read) => isListed(read.file.name, runbookOf(read)));
  return toEntries(listed, files, now).sort(
    ({ summary: a }, { summary: b }) => a.title.localeCompare(b.title, 'en') || (a.id < b.id ? -1 : 1),
  );
}

function toEntries(wanted: readonly ReadFile[], files: Files, now: number): LibraryEntry[] {
  const all = [...files.values()].map((read) => ({
    id: read.id,
    path: read.file.path,
    root: read.folder.path,
    name: read.file.name,
    runbook: runbookOf(read),
  }));
  const categories = categorize(all, idsOf(files));
  return wanted.map(({ id, folder, file, content }) => {
    const place = { folder, path: file.path, category: categories.get(id) };
    const summary = content.ok
      ? summarize(content.value.runbook, place, now)
      : summarizeBroken(id, basename(file.name), place);
    return { summary, content };
  });
}

/** Who asks while it works has it work once more, and waits for that. What a disk does wrong is no reason to stop. */
function oneAtATime(work: () => Promise<void>): () => Promise<void> {
  let working: Promise<void> | undefined;
  let again = false;
  const run = async () => {
    do {
      again = false;
      await work().catch(() => undefined);
    } while (again);
    working = undefined;
  };
  return () => {
    if (working) again = true;
    else working = run();
    return working ?? Promise.resolve();
  };
}
