import { statfsSync } from 'node:fs';
import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { partStart } from '#shared/domain/transcript/parts.ts';
import { forgetPurgedCommands, readPurgedCommands } from '../../purged-commands.ts';
import { blotFile } from './blot-file.ts';
import { DiskGuard } from './disk-guard.ts';
import { type RecordedSession, Recording, type RecordingListener, type RecordingStop } from './recording.ts';
import { readHeader, type ScannedFile, scanFile } from './seal.ts';
import { isWrittenElsewhere } from './writer-process.ts';

/** How long the end of the application waits for files to be sealed; the rest is for the next start. */
const SEAL_AT_END_MS = 3_000;
/** A file without a header this old will get none any more. */
const ABANDONED_MS = 60_000;

/** One file of a session's recording, kept as evidence. A very long recording has several, one after the other. */
export interface SealedTranscript {
  readonly sessionId: string;
  /** Redacted. */
  readonly title: string;
  readonly incidentId?: string;
  /** SHA-256 of the `.cast` file. */
  readonly blob: string;
  /** When the recording began, UTC ms, also for a later part of it. */
  readonly startedAt: number;
  /** Of this part. */
  readonly durationMs: number;
  /** Bytes. */
  readonly size: number;
}

export interface RecordingEvents {
  /** It goes on by itself when it can, and names the gap in the recording. */
  stopped(stop: RecordingStop): void;
  /** Returns whether it is recorded, durably; the file is kept for the next start otherwise. */
  sealed(transcript: SealedTranscript): boolean;
  /** A file that could not be sealed; it stays where it is, and the next start tries again. */
  notSealed(problem: { readonly path: string; readonly message: string }): void;
}

export interface RecordingsDependencies {
  readonly dataDir: string;
  readonly redact: (text: string) => string;
  /** UTC ms. */
  readonly now: () => number;
  /** Milliseconds from any origin, never going back. */
  readonly elapsed: () => number;
  /** Bytes free where the data directory is. Default: asked of the system. */
  readonly freeBytes?: () => number | undefined;
  /** Size at which a recording goes on in a new file, bytes. Default: 64 MiB. */
  readonly partBytes?: number;
  /** Makes a file's bytes, of that SHA-256, evidence. May move, link or copy it. Throws when the disk refuses. */
  readonly keepBlob: (path: string, sha256: string) => void;
  readonly events: RecordingEvents;
}

export type Recordings = ReturnType<typeof createRecordings>;

/** The recordings of a data directory's terminals, from their first byte to the blob. */
export function createRecordings(dependencies: RecordingsDependencies) {
  const { dataDir, redact, events } = dependencies;
  const folder = join(dataDir, 'sessions');
  const guard = new DiskGuard({
    freeBytes: dependencies.freeBytes ?? (() => freeBytesOf(dataDir)),
    elapsed: dependencies.elapsed,
  });
  const live = new Map<string, Recording>();
  const sealing = new Set<Promise<unknown>>();
  const ending = new AbortController();

  /** Of sessions of which something was purged: the command that goes on from one part to the next. */
  const goingOn = new Map<string, string>();
  const scanWithoutPurged = async (path: string): Promise<ScannedFile | undefined> => {
    const sessionId = sessionOf(path, undefined);
    const purged = readPurgedCommands(dataDir, sessionId);
    const running = purged.size === 0 ? undefined : await blotFile(path, purged, goingOn.get(sessionId));
    const scanned = await scanFile(path, redact, ending.signal);
    // Somebody may have purged one meanwhile.
    if (readPurgedCommands(dataDir, sessionId).size !== purged.size) return scanWithoutPurged(path);
    if (running === undefined) goingOn.delete(sessionId);
    else goingOn.set(sessionId, running);
    return scanned;
  };

  const seal = async (path: string): Promise<void> => {
    try {
      const scanned = await scanWithoutPurged(path);
      if (scanned !== undefined) {
        const { header, incidentId, durationMs, size, sha256 } = scanned;
        dependencies.keepBlob(path, sha256);
        const recorded = events.sealed({
          sessionId: sessionOf(path, header.warRoom?.sessionId),
          title: redact(header.title ?? ''),
          ...(incidentId === undefined ? {} : { incidentId }),
          blob: sha256,
          startedAt: (header.startedAt ?? 0) - partStart(header),
          durationMs,
          size,
        });
        // Kept twice is better than not at all: only what the record names may go.
        if (!recorded) return;
      }
      await rm(path, { force: true });
      forgetPurgedCommands(dataDir, sessionOf(path, undefined));
    } catch (error) {
      // Sealed a moment ago, or left for the next start.
      if (ending.signal.aborted || isAbsent(error)) return;
      events.notSealed({ path, message: error instanceof Error ? error.message : String(error) });
    }
  };

  /** One at a time: sealing is for the pauses of the terminals. */
  let queue = Promise.resolve();
  const sealAll = (paths: readonly string[]): Promise<void> => {
    queue = queue.then(async () => {
      for (const path of paths) if (!ending.signal.aborted) await seal(path);
    });
    return track(queue);
  };
  const track = <T>(work: Promise<T>): Promise<T> => {
    sealing.add(work);
    void work.finally(() => sealing.delete(work)).catch(() => {});
    return work;
  };

  return {
    /** Begins a session's recording. */
    start(session: RecordedSession, listener: RecordingListener): Recording {
      const recording = new Recording(session, {
        ...dependencies,
        folder,
        guard,
        listener,
        onStopped: events.stopped,
        onClosed: (paths) => {
          live.delete(session.sessionId);
          return sealAll(paths);
        },
      });
      live.set(session.sessionId, recording);
      return recording;
    },
    /**
     * Seals what a program that was killed has left behind. For the one windowed application of the directory; what a
     * command line writes at this moment is left alone.
     */
    async sealLeftOvers(): Promise<void> {
      await sealAll(await listLeftOvers(folder, live, dependencies.now()));
    },
    /** Ends every recording, and waits a moment for what is being sealed. */
    async close(): Promise<void> {
      for (const recording of live.values()) void track(recording.close());
      const timer = setTimeout(() => ending.abort(), SEAL_AT_END_MS);
      while (sealing.size > 0) await Promise.allSettled(sealing);
      clearTimeout(timer);
      // Whoever comes later comes too late: the journal may be closed.
      ending.abort();
    },
  };
}

async function listLeftOvers(folder: string, live: ReadonlyMap<string, unknown>, now: number): Promise<string[]> {
  const names = await readdir(folder).catch(() => []);
  const leftOver: string[] = [];
  for (const name of names.toSorted()) {
    const path = join(folder, name);
    if (name.endsWith('.sealing')) await rm(path, { recursive: true, force: true });
    if (!name.endsWith('.cast') || live.has(sessionOf(path, undefined))) continue;
    const header = await readHeader(path).catch(() => undefined);
    if (isWrittenElsewhere(header?.warRoom?.process)) continue;
    const changedAt = header === undefined ? await changeOf(path) : 0;
    if (now - changedAt < ABANDONED_MS) continue;
    leftOver.push(path);
  }
  return leftOver;
}

const isAbsent = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOENT';

/** UTC ms; for a file that has just gone, now. */
async function changeOf(path: string): Promise<number> {
  return stat(path).then(
    ({ mtimeMs }) => mtimeMs,
    () => Number.POSITIVE_INFINITY,
  );
}

function sessionOf(path: string, named: unknown): string {
  const [fromName = ''] = path.split(/[\\/]/).at(-1)?.split('.') ?? [];
  return typeof named === 'string' ? named : fromName;
}

function freeBytesOf(folder: string): number | undefined {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize;
  } catch {
    return undefined;
  }
}
