import { readdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { DataProblem, FileResult } from './problem.ts';
import { reasonOf } from './read-text.ts';

/** One kind of file that is shipped and that a team can bring. */
export interface DataKind<Item> {
  /** Below the resources and below the data directory alike: `taxonomies`. */
  readonly folder: string;
  readonly fileName: RegExp;
  readonly read: (path: string) => FileResult<Item>;
}

export interface DataDirectories {
  readonly resourcesDir: string;
  readonly dataDir: string;
}

/** What could be read. A file with problems is left out or stays as it was, and the others work. */
export interface DataLibrary<Item> {
  readonly items: readonly Item[];
  readonly problems: readonly DataProblem[];
}

/**
 * The shipped files of a kind with the team's own, which replace those of the same id. Calling it looks at names,
 * sizes and times, and reads again only when one of them changed: a repaired file is seen without a restart. A file
 * that breaks meanwhile is named, and what it last held goes on: a slip in an editor must not stop a running clock.
 */
export function openDataLibrary<Item extends { readonly id: string }>(
  kind: DataKind<Item>,
  { resourcesDir, dataDir }: DataDirectories,
): () => DataLibrary<Item> {
  const folders = [join(resourcesDir, kind.folder), join(dataDir, kind.folder)];
  const lastGood = new Map<string, Item>();
  let known: { readonly stamp: string; readonly library: DataLibrary<Item> } | undefined;
  return () => {
    const listings = folders.map((folder) => list(folder, kind.fileName));
    const stamp = listings.map((listing) => listing.stamp).join('\n');
    if (known?.stamp !== stamp) known = { stamp, library: read(listings, kind, lastGood) };
    return known.library;
  };
}

interface Listing {
  readonly paths: readonly string[];
  readonly stamp: string;
  readonly problems: readonly DataProblem[];
}

function list(folder: string, fileName: RegExp): Listing {
  try {
    const names = readdirSync(folder).filter((name) => fileName.test(name) && !name.startsWith('.'));
    const paths = names.sort().map((name) => join(folder, name));
    return { paths, stamp: paths.map(stampOf).join('\n'), problems: [] };
  } catch (error) {
    // A team without a folder of its own is the usual case.
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
      return { paths: [], stamp: '', problems: [] };
    }
    const message = `The folder can't be read: ${reasonOf(error)}.`;
    return { paths: [], stamp: message, problems: [{ file: folder, line: 1, message }] };
  }
}

function stampOf(path: string): string {
  try {
    const { size, mtimeMs, ctimeMs, ino, mode } = statSync(path);
    return [path, size, mtimeMs, ctimeMs, ino, mode].join(' ');
  } catch (error) {
    return `${path} ${reasonOf(error)}`;
  }
}

function read<Item extends { readonly id: string }>(
  listings: readonly Listing[],
  kind: DataKind<Item>,
  lastGood: Map<string, Item>,
): DataLibrary<Item> {
  const paths = listings.flatMap((listing) => listing.paths);
  for (const path of lastGood.keys()) if (!paths.includes(path)) lastGood.delete(path);
  const byId = new Map<string, Item>();
  const problems: DataProblem[] = [];
  for (const listing of listings) {
    problems.push(...listing.problems);
    const seen = new Map<string, string>();
    for (const path of listing.paths) {
      const result = kind.read(path);
      if (!result.ok) problems.push(...result.problems);
      const item = result.ok ? result.value : lastGood.get(path);
      if (item === undefined) continue;
      const { id } = item;
      const twin = seen.get(id);
      if (twin !== undefined) {
        const message = `${basename(twin)} has the id ${id} too; this file is left out. Give it another id.`;
        problems.push({ file: path, line: 1, message });
        continue;
      }
      seen.set(id, path);
      lastGood.set(path, item);
      byId.set(id, item);
    }
  }
  return { items: [...byId.values()], problems };
}
