import { dirname, posix, resolve } from 'node:path';
import type { Runbook, RunbookLink } from '#shared/domain/runbook.ts';

/** A file of the library, for what other files say about it. */
export interface ConnectedFile {
  readonly id: string;
  /** Absolute. */
  readonly path: string;
  /** The folder of the library that it lies in, absolute. */
  readonly root: string;
  /** Below that folder, with `/`. */
  readonly name: string;
  /** Absent where the file can't be read. */
  readonly runbook: Runbook | undefined;
}

export type IdOfPath = (path: string) => string | undefined;

/** The runbook with its relative links led to the runbooks they name, wherever `idOf` knows the file. */
export function connectLinks(runbook: Runbook, file: Pick<ConnectedFile, 'path' | 'root'>, idOf: IdOfPath): Runbook {
  const connect = (link: RunbookLink): RunbookLink => {
    const { runbookId: _, ...written } = link;
    const runbookId = targetOf(link.href, file, idOf);
    return runbookId === undefined ? written : { ...written, runbookId };
  };
  return {
    ...runbook,
    links: runbook.links.map(connect),
    ...(runbook.index && {
      index: runbook.index.map(({ title, links }) => ({ title, links: links.map(connect) })),
    }),
  };
}

/** The category of each file by id: that of the first index that lists it, else the directory it lies in. */
export function categorize(files: readonly ConnectedFile[], idOf: IdOfPath): ReadonlyMap<string, string> {
  const categories = new Map<string, string>();
  const indices = files
    .filter(({ runbook }) => runbook?.index !== undefined)
    .toSorted((a, b) => (a.id < b.id ? -1 : 1));
  for (const file of indices) {
    for (const { title, links } of file.runbook?.index ?? []) {
      if (title === '') continue;
      for (const { href } of links) {
        const id = targetOf(href, file, idOf);
        if (id !== undefined && !categories.has(id)) categories.set(id, title);
      }
    }
  }
  for (const { id, name } of files) {
    const directory = posix.dirname(name);
    if (!categories.has(id) && directory !== '.') categories.set(id, directory);
  }
  return categories;
}

/** A link may leave out `.md`, name a directory for its README or index, and begin at the folder's top with `/`. */
function targetOf(
  href: string,
  { path, root }: Pick<ConnectedFile, 'path' | 'root'>,
  idOf: IdOfPath,
): string | undefined {
  const written = decode(href.replace(/[?#].*$/s, ''));
  if (written === '' || written.includes('\0') || /^[a-z][a-z0-9+.-]*:/i.test(written)) return undefined;
  const target = written.startsWith('/') ? resolve(root, `.${written}`) : resolve(dirname(path), written);
  for (const end of ['', '.md', '.markdown', '/README.md', '/index.md']) {
    const id = idOf(target + end);
    if (id !== undefined) return id;
  }
  return undefined;
}

function decode(href: string): string {
  try {
    return decodeURIComponent(href);
  } catch {
    return href;
  }
}

/** Files that every checkout has: no runbooks, unless they hold steps, a checklist or an index. */
export function isListed(name: string, runbook: Runbook | undefined): boolean {
  const isOrdinary = /^(readme|changelog|changes|history|contributing|code[-_]of[-_]conduct|licen[cs]e)$/i.test(
    posix.basename(name),
  );
  if (!isOrdinary || runbook === undefined) return true;
  return (
    runbook.steps.length > 0 || runbook.items.length > 0 || runbook.alerts.length > 0 || runbook.index !== undefined
  );
}
