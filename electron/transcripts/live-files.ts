import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { blotCommands } from '#shared/domain/transcript/blot.ts';
import { partStart } from '#shared/domain/transcript/parts.ts';
import { readPurgedCommands } from '../purged-commands.ts';
import { readCastHeader } from '../terminals/index.ts';

/** A recording's file that is not sealed yet: it still grows, or waits its turn. */
export interface LiveFile {
  readonly path: string;
  readonly sessionId: string;
  /** Absent: the desk, as of the file's beginning. */
  readonly incidentId: string | undefined;
  readonly title: string;
  readonly startedAt: number;
  readonly fromMs: number;
  /** As of its last write. */
  readonly durationMs: number;
  readonly size: number;
}

/** The files in a data directory's `sessions/`, without those that have no header yet. */
export async function listLiveFiles(dataDir: string): Promise<readonly LiveFile[]> {
  const folder = join(dataDir, 'sessions');
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.cast')).toSorted();
  const files = await Promise.all(names.map((name) => describe(join(folder, name))));
  return files.filter((file) => file !== undefined);
}

/** Without the commands that were purged since, all lines as long as they were. Undefined for a file that was sealed meanwhile. */
export async function readLiveFile(dataDir: string, { path, sessionId }: LiveFile): Promise<Uint8Array | undefined> {
  const bytes = await readFile(path).catch(() => undefined);
  const purged = readPurgedCommands(dataDir, sessionId);
  if (bytes === undefined || purged.size === 0) return bytes;
  const { lines } = blotCommands(bytes.toString().split('\n'), purged, { sameLength: true });
  return Buffer.from(lines.join('\n'));
}

async function describe(path: string): Promise<LiveFile | undefined> {
  try {
    const header = await readCastHeader(path);
    const { sessionId, incidentId } = header?.warRoom ?? {};
    if (header?.startedAt === undefined || typeof sessionId !== 'string') return undefined;
    const { size, mtimeMs } = await stat(path);
    return {
      path,
      sessionId,
      incidentId: typeof incidentId === 'string' ? incidentId : undefined,
      title: header.title ?? '',
      startedAt: header.startedAt - partStart(header),
      fromMs: partStart(header),
      durationMs: Math.max(0, mtimeMs - header.startedAt),
      size,
    };
  } catch {
    return undefined;
  }
}
