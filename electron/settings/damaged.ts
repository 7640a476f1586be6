import { copyFileSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readLayouts, readPerson, readPreferences, storedSchema } from './stored.ts';

/**
 * Call before the store is opened (R11): a settings file that is no JSON is set aside as
 * `config.damaged-<time>.json`, and one with values that can't be used is copied there. Returns what to tell the
 * person, undefined when nothing is wrong. `now` is UTC ms.
 */
export function setAsideDamagedSettings(dataDir: string, now: number): string | undefined {
  const path = join(dataDir, 'config.json');
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    // There is none yet, or it can't be read: opening it will show.
    return undefined;
  }
  const name = `config.damaged-${new Date(now).toISOString().slice(0, 19).replaceAll(':', '-')}Z.json`;
  const aside = join(dataDir, name);
  try {
    const parsed = parseObject(text);
    if (parsed === undefined) {
      renameSync(path, aside);
      return `The settings file was damaged. It was set aside as ${name}, and the settings are back to their defaults.`;
    }
    const issues = storedSchema.safeParse(parsed).error?.issues;
    if (issues === undefined) return undefined;
    copyFileSync(path, aside);
    writeUsable(path, parsed);
    const fields = [...new Set(issues.map((issue) => issue.path.join('.')))].join(', ');
    return `Some settings could not be used (${fields}) and are back to their defaults. The old file is kept as ${name}.`;
  } catch {
    return 'The settings file is damaged and could not be set aside. Defaults are used, and changes may not be saved.';
  }
}

/** Leaves the values that can be used, so that the next start finds nothing wrong any more. */
function writeUsable(path: string, parsed: object): void {
  const stored: { readonly settings?: unknown; readonly person?: unknown; readonly layouts?: unknown } = parsed;
  // What other services keep in the file they look through themselves.
  const usable = {
    ...parsed,
    settings: readPreferences(stored.settings),
    person: readPerson(stored.person),
    layouts: readLayouts(stored.layouts),
  };
  writeFileSync(`${path}.new`, JSON.stringify(usable, null, '\t'), { mode: 0o600 });
  renameSync(`${path}.new`, path);
}

function parseObject(text: string): object | undefined {
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}
