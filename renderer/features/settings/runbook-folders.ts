import type { RunbookFolder } from '#shared/contract/index.ts';

/** What the settings take. */
const MOST_FOLDERS = 50;

/** Why a path can't be added, or undefined when it can. Whether it is there, the services say. */
export function folderProblem(path: string, given: readonly string[]): string | undefined {
  const wanted = path.trim();
  if (wanted === '') return 'Give the path of a folder.';
  if (!/^(\/|~(\/|$)|[A-Za-z]:[\\/]|\\\\)/.test(wanted)) return 'Give the whole path: it begins with / or ~/.';
  if (given.includes(wanted)) return 'This folder is in the list already.';
  if (given.length >= MOST_FOLDERS) return `There may be ${MOST_FOLDERS} folders; remove one first.`;
  return undefined;
}

/** What the services say about a folder as it was given: with `~`, with a slash at its end. */
export function folderOf(given: string, folders: readonly RunbookFolder[]): RunbookFolder | undefined {
  const path = given.trim().replace(/(?<=.)\/+$/, '');
  return folders.find(
    (folder) =>
      folder.origin === 'folder' &&
      (folder.path === path || folder.path === given || (path.startsWith('~') && folder.path.endsWith(path.slice(1)))),
  );
}

export function describeFolder(folder: RunbookFolder | undefined): string {
  if (folder === undefined) return 'Added';
  if (folder.origin === 'folder') return folder.name;
  return folder.origin === 'team' ? 'Your team’s' : 'Shipped';
}
