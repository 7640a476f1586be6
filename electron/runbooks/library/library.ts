import { mkdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { RunbookSummary } from '#shared/contract/index.ts';
import { fail, type Outcome, succeed } from '#shared/domain/outcome.ts';
import type { Runbook } from '#shared/domain/runbook.ts';
import { Latest } from '../../latest.ts';
import { parseRunbook } from '../parse/runbook.ts';
import type { RiskRules } from '../risk/rules.ts';
import type { ParseShell } from '../shell/script.ts';
import { decodeText } from './decode.ts';
import { listRunbookFiles, type RunbookFile, readRunbookFile } from './scan.ts';
import { watchFolder } from './watch-folder.ts';

export interface LibraryDependencies {
  /** The shipped `resources/`. */
  readonly resourcesDir: string;
  readonly dataDir: string;
  readonly parseShell: ParseShell;
  readonly rules: RiskRules;
  /** UTC ms. */
  readonly now: () => number;
}

export interface LibraryContent {
  readonly runbook: Runbook;
  /** Names of the parameters that the front matter declares. */
  readonly declared: ReadonlySet<string>;
  /** The file as it was read. */
  readonly bytes: Uint8Array;
}

export interface LibraryEntry {
  readonly summary: RunbookSummary;
  readonly content: Outcome<LibraryContent, 'unreadable'>;
}

/** A runbook without `review_every` is looked at again after this long. */
const DEFAULT_REVIEW_DAYS = 365;
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
  const decoded = bytes.ok ? decodeText(bytes.value) : bytes;
  if (!bytes.ok || !decoded.ok) return brokenEntry(id, origin, fallbackTitle, bytes.ok ? decoded : bytes);
  const { text, assumedEncoding } = decoded.value;
  try {
    const parsed = parseRunbook({ id, text, fallbackTitle }, dependencies.parseShell, dependencies.rules);
    const runbook =
      assumedEncoding === undefined ? parsed.runbook : withEncodingWarning(parsed.runbook, assumedEncoding);
    const summary = summarize(runbook, origin, isOverdue(runbook, parsed.reviewEveryDays, dependencies.now()));
    return { summary, content: succeed({ runbook, declared: parsed.declared, bytes: bytes.value }) };
  } catch (error) {
    // Markdown nested thousands of levels deep exhausts the stack: that file is broken, the others are not.
    const why = error instanceof Error ? error.message : String(error);
    return brokenEntry(
      id,
      origin,
      fallbackTitle,
      fail('unreadable', `The file could not be understood: ${why}.`, 'Simplify its structure.'),
    );
  }
}

function brokenEntry(
  id: string,
  origin: RunbookSummary['origin'],
  title: string,
  content: Outcome<unknown, 'unreadable'>,
): LibraryEntry {
  const broken = content.ok ? fail('unreadable', 'The file could not be read.') : content;
  const summary = { id, title, reviewOverdue: false, alerts: [], services: [], stepCount: 0, problemCount: 1, origin };
  return { summary, content: broken };
}

function withEncodingWarning(runbook: Runbook, encoding: string): Runbook {
  const warning = {
    level: 'warning',
    line: 1,
    message: `The file is not UTF-8; it was read as ${encoding}, so some characters may be wrong.`,
    action: 'Save it as UTF-8.',
  } as const;
  return { ...runbook, problems: [warning, ...runbook.problems] };
}

function summarize(runbook: Runbook, origin: RunbookSummary['origin'], reviewOverdue: boolean): RunbookSummary {
  const { id, title, owner, lastReviewed, alerts, services, steps, problems } = runbook;
  return {
    id,
    title,
    ...(owner === undefined ? {} : { owner }),
    ...(lastReviewed === undefined ? {} : { lastReviewed }),
    reviewOverdue,
    alerts,
    services,
    stepCount: steps.length,
    problemCount: problems.length,
    origin,
  };
}

function isOverdue(runbook: Runbook, reviewEveryDays: number | undefined, now: number): boolean {
  if (runbook.lastReviewed === undefined) return false;
  return Date.parse(runbook.lastReviewed) + (reviewEveryDays ?? DEFAULT_REVIEW_DAYS) * DAY_MS < now;
}

function byTitle(a: LibraryEntry, b: LibraryEntry): number {
  return a.summary.title.localeCompare(b.summary.title, 'en') || (a.summary.id < b.summary.id ? -1 : 1);
}
