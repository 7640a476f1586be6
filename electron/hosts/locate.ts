import { readFileSync } from 'node:fs';
import { dirname, extname, join } from 'node:path';
import { z } from 'zod';

const packageSchema = z.object({ name: z.string(), version: z.string() });

export interface ProgramFiles {
  readonly version: string;
  /** The built page. */
  readonly page: string;
  readonly preload: string;
  /** Shipped runbooks, taxonomies, panels and scripts; real files also in a package, because shells read them. */
  readonly resources: string;
  /** The folder of `package.json`. */
  readonly root: string;
}

/**
 * Finds the program's own files from a folder inside it: `out/main` once built, `electron/` when run from source, the
 * archive when packaged. Throws when the program is incomplete.
 */
export function locateProgram(from: string = import.meta.dirname): ProgramFiles {
  for (let folder = from; ; folder = dirname(folder)) {
    const program = readPackage(join(folder, 'package.json'));
    if (program?.name === 'war-room') {
      return {
        version: program.version,
        root: folder,
        page: join(folder, 'out/renderer'),
        preload: join(folder, 'out/preload/preload.cjs'),
        resources: resourcesOf(folder),
      };
    }
    if (dirname(folder) === folder) throw new Error(`no package.json of war-room above ${from}`);
  }
}

function readPackage(path: string): z.infer<typeof packageSchema> | undefined {
  try {
    return packageSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return undefined;
  }
}

/** In a package they lie beside the archive, where other programs can read them (`extraResources`). */
function resourcesOf(root: string): string {
  return join(extname(root) === '.asar' ? dirname(root) : root, 'resources');
}
