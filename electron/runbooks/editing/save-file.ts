import { chmod, readFile, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fail, type Outcome, succeed } from '#shared/domain/outcome.ts';
import { safeFileName, writeFileAtomically } from '../../documents/index.ts';
import { encodeText, lineEndsOf, revisionOf } from './source-file.ts';

export interface SaveRequest {
  readonly path: string;
  /** Of the bytes that the text began from. */
  readonly revision: string;
  readonly text: string;
}

/**
 * Puts a text in the place of a file's, in one step, unless the file is not what it was when it was read. Mode and
 * line ends stay; a symbolic link stays one, and what it leads to is written.
 */
export async function saveFile({
  path,
  revision,
  text,
}: SaveRequest): Promise<Outcome<{ readonly revision: string }, 'changed-outside' | 'not-saved'>> {
  try {
    const target = await realpath(path);
    const present = await readFile(target);
    if (revisionOf(present) !== revision) {
      return fail(
        'changed-outside',
        'The file was changed elsewhere since it was opened here, so it was not overwritten.',
        'Reload it, or keep your text and save again.',
      );
    }
    const bytes = encodeText(text, lineEndsOf(present));
    const mode = (await stat(target)).mode & 0o777;
    const written = await writeFileAtomically(target, bytes, { overwrite: true, mode });
    if (!written.ok) return fail('not-saved', written.error.message, written.error.action);
    // The new file was made under the process's umask.
    if (process.platform !== 'win32') await chmod(target, mode);
    return succeed({ revision: revisionOf(bytes) });
  } catch (error) {
    return notSaved(path, error);
  }
}

/** Writes a file that was not there, named after `name`; it can be in no other folder than `folder`. */
export async function createFile(
  folder: string,
  name: string,
  text: string,
): Promise<Outcome<{ readonly path: string; readonly revision: string }, 'exists' | 'not-saved'>> {
  const path = join(folder, safeFileName(name.toLowerCase().replace(/\.(md|markdown)$/, ''), 'md'));
  const bytes = encodeText(text, 'LF');
  const written = await writeFileAtomically(path, bytes, { overwrite: false, mode: 0o644 });
  if (written.ok) return succeed({ path: written.value.path, revision: revisionOf(bytes) });
  const { code, message, action } = written.error;
  return fail(code === 'exists' ? 'exists' : 'not-saved', message, action);
}

function notSaved(path: string, error: unknown) {
  const gone = error instanceof Error && 'code' in error && error.code === 'ENOENT';
  const why = gone ? 'the file is gone' : error instanceof Error ? error.message : String(error);
  return fail('not-saved', `${path} was not saved: ${why}.`, 'Save it under a new name.');
}
