import { realpathSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';

/** What the program itself keeps in a data directory; the other names there are free, such as `exports`. */
const OWN = /^(journal\.db.*|index\.db.*|device\.(json|key)|config\.json|blobs|damaged)$/;

/** Whether writing `file` would replace what the record consists of, by whatever path it is named. */
export function isOwnFile(dataDir: string, file: string): boolean {
  const target = join(realPath(dirname(resolve(file))), basename(file));
  const [first = ''] = relative(realPath(resolve(dataDir)), target).split(sep);
  return OWN.test(first);
}

function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}
