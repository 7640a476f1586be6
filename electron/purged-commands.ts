import { appendFileSync, existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Commands that were purged while the recording of their terminal was still being written: names, one a line, in a file
 * beside it. Whoever reads the recording leaves them out, and whoever seals it takes them out. Another program may be
 * the one that writes the recording, so the file is all that both know.
 */
const noteOf = (dataDir: string, sessionId: string): string => join(dataDir, 'sessions', `${sessionId}.purged`);

/** False where the session has no recording under way, and nothing had to be noted. Throws what the disk throws. */
export function notePurgedCommand(dataDir: string, sessionId: string, commandId: string): boolean {
  if (!isUnderWay(dataDir, sessionId)) return false;
  appendFileSync(noteOf(dataDir, sessionId), `${commandId}\n`, { mode: 0o600 });
  return true;
}

export function readPurgedCommands(dataDir: string, sessionId: string): ReadonlySet<string> {
  const path = noteOf(dataDir, sessionId);
  return new Set(existsSync(path) ? readFileSync(path, 'utf8').split('\n').filter(Boolean) : []);
}

/** Once the last file of the recording is sealed, nobody needs the note any more. */
export function forgetPurgedCommands(dataDir: string, sessionId: string): void {
  if (!isUnderWay(dataDir, sessionId)) rmSync(noteOf(dataDir, sessionId), { force: true });
}

function isUnderWay(dataDir: string, sessionId: string): boolean {
  const folder = join(dataDir, 'sessions');
  return existsSync(folder) && readdirSync(folder).some((name) => name.startsWith(sessionId) && name.endsWith('.cast'));
}
