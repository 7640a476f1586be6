import { mkdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { RunbookFolder, RunbookSummary } from '#shared/contract/index.ts';
import { fail, type Outcome } from '#shared/domain/outcome.ts';
import type { Runbook } from '#shared/domain/runbook.ts';
import { Latest } from '../../latest.ts';
import { type RunbookContent, type RunbookReader, readRunbook } from './content.ts';
import { listRunbookFiles, type RunbookFile, readRunbookFile } from './scan.ts';
import { watchFolder } from './watch-folder.ts';

export interface LibraryDependencies extends RunbookReader {
  /** The shipped `resources/`. */
  readonly resourcesDir: string;
  readonly dataDir: string;
  /** UTC ms. */
  readonly now: () => number;
}

export interface LibraryEntry {
  readonly summary: RunbookSummary;
  readonly content: Outcome<RunbookContent, 'unreadable'>;
}

/** A runbook without `review_every` is looked at again after this long. */
const DEFAULT_REVIEW_DAYS = 365;
/** From this many days before its date on, a review is due. */
const DUE_SOON_DAYS = 14;
const DAY_MS = 86_400_000;

export type Library = Awaited<ReturnType<typeof openLibrary>>;

/** Every runbook there is: the shipped ones and the team's folder, watched. Ids are `shipped:NAME` and `team:NAME`. */
export async function openLibrary(dependencies: LibraryDependencies) {
  const folders = [
    { origin: 'shipped', folder: join(dependencies.resourcesDir, 'runbooks') },
    { origin: 'team', folder: join(dependencies.dataDir, 'runbooks') },
  ] as const;
  const team = folders[1].folder;
  // A read-only data directory has no folder for runbooks: the shipped ones work.
  await mkdir(team, { recursive: true, mode: 0o700 }).catch(() => undefined);

  const entries = new Map<string, { readonly stamp: string; readonly entry: LibraryEntry }>();
  const latest = new Latest<readonly LibraryEntry[]>([]);
  const latestFolders = new Latest<readonly RunbookFolder[]>([]);

  const scan = async (): Promise<void> => {
    const present = new Set<string>();
    let changed = false;
    for (const { origin, folder } of folders) {
      for (const file of await listRunbookFiles(folder)) {
        const id = `${origin}:${file.name}`;
        present.add(id);
        if (entries.get(id)?.stamp === file.stamp) continue;
        entries.set(id, { stamp: file.stamp, entry: await readEntry(id, origin, file, dependencies) });
        changed = true;
      }
    }
    for (const id of entries.keys()) if (!present.has(id)) changed = entries.delete(id) || changed;
    latestFolders.set(
      folders.map(({ origin, folder }) => ({
        path: folder,
        origin,
        name: origin,
        state: 'watched' as const,
        runbookCount: [...entries.values()].filter(({ entry }) => entry.summary.origin === origin).length,
      })),
    );
    if (changed) latest.set([...entries.values()].map(({ entry }) => entry).sort(byTitle));
  };
  let scanning = scan();
  const rescan = () => {
    scanning = scanning.then(scan);
  };
  await scanning;
  const watcher = watchFolder(team, rescan);

  return {
    watch: (signal: AbortSignal) => latest.watch(signal),
    watchFolders: (signal: AbortSignal) => latestFolders.watch(signal),
    get: (runbookId: string): LibraryEntry | undefined => entries.get(runbookId)?.entry,
    close: () => watcher.close(),
  };
}

async function readEntry(
  id: string,
  origin: RunbookSummary['origin'],
  file: RunbookFile,
  dependencies: LibraryDependencies,
): Promise<LibraryEntry> {
  const fallbackTitle = basename(file.name);
  const bytes = await readRunbookFile(file);
  const content = bytes.ok ? readRunbook({ id, bytes: bytes.value, fallbackTitle }, dependencies) : bytes;
  if (!content.ok) return brokenEntry(id, origin, file.path, fallbackTitle, content);
  return { summary: summarize(content.value.runbook, origin, file.path, dependencies.now()), content };
}

function brokenEntry(
  id: string,
  origin: RunbookSummary['origin'],
  path: string,
  title: string,
  content: Outcome<unknown, 'unreadable'>,
): LibraryEntry {
  const broken = content.ok ? fail('unreadable', 'The file could not be read.') : content;
  const summary: RunbookSummary = {
    id,
    title,
    review: { state: 'never reviewed' },
    alerts: [],
    mentions: [],
    services: [],
    stepCount: 0,
    problemCount: 1,
    origin,
    path,
    isIndex: false,
  };
  return { summary, content: broken };
}

function summarize(runbook: Runbook, origin: RunbookSummary['origin'], path: string, now: number): RunbookSummary {
  const { id, title, owner, lastReviewed, alerts, mentions, services, steps, problems } = runbook;
  return {
    id,
    title,
    ...(owner === undefined ? {} : { owner }),
    ...(lastReviewed === undefined ? {} : { lastReviewed }),
    review: reviewOf(runbook, now),
    alerts,
    mentions,
    services,
    stepCount: steps.length,
    problemCount: problems.length,
    origin,
    path,
    isIndex: runbook.index !== undefined,
  };
}

function reviewOf({ lastReviewed, reviewEveryDays }: Runbook, now: number): RunbookSummary['review'] {
  if (lastReviewed === undefined) return { state: 'never reviewed' };
  const due = Date.parse(lastReviewed) + (reviewEveryDays ?? DEFAULT_REVIEW_DAYS) * DAY_MS;
  const state = due < now ? 'overdue' : due - DUE_SOON_DAYS * DAY_MS < now ? 'due' : 'current';
  return { state, dueOn: new Date(due).toISOString().slice(0, 10) };
}

function byTitle(a: LibraryEntry, b: LibraryEntry): number {
  return a.summary.title.localeCompare(b.summary.title, 'en') || (a.summary.id < b.summary.id ? -1 : 1);
}
