import { createHash } from 'node:crypto';
import { homedir } from 'node:os';
import { basename, isAbsolute, join, resolve } from 'node:path';
import type { RunbookFolder } from '#shared/contract/index.ts';

/** A place that runbooks come from, before anybody looked there. */
export interface LibraryFolder {
  /** Absolute; as it was given where it is not usable. */
  readonly path: string;
  readonly origin: RunbookFolder['origin'];
  /** As it is shown. */
  readonly name: string;
  /** What the ids of its runbooks begin with. It depends on the path alone, so that ids outlive other changes. */
  readonly idPrefix: string;
  /** Why it is not looked at. */
  readonly problem?: string;
}

/** The shipped runbooks, the team's, and the folders of the settings: absolute paths or below `~`, each once. */
export function listFolders(
  { resourcesDir, dataDir }: { readonly resourcesDir: string; readonly dataDir: string },
  extra: readonly string[],
  home = homedir(),
): LibraryFolder[] {
  const shipped = join(resourcesDir, 'runbooks');
  const team = join(dataDir, 'runbooks');
  const paths = extra.map((given) => expand(given.trim(), home)).filter((path) => path !== shipped && path !== team);
  const added = [...new Set(paths)].map((path, _, all) => toFolder(path, all));
  return [
    { path: shipped, origin: 'shipped', name: 'shipped', idPrefix: 'shipped:' },
    { path: team, origin: 'team', name: 'team', idPrefix: 'team:' },
    ...added,
  ];
}

function expand(given: string, home: string): string {
  const path = given === '~' || given.startsWith('~/') ? join(home, given.slice(1)) : given;
  return isAbsolute(path) ? resolve(path) : path;
}

function toFolder(path: string, all: readonly string[]): LibraryFolder {
  const isAlone = all.filter((other) => basename(other) === basename(path)).length === 1;
  const hash = createHash('sha256').update(path).digest('hex').slice(0, 12);
  const folder = {
    path,
    origin: 'folder',
    name: isAlone ? basename(path) : path,
    idPrefix: `folder:${hash}/`,
  } as const;
  if (isAbsolute(path)) return folder;
  return { ...folder, problem: 'This is not a full path: it has to begin with / or ~/.' };
}
