import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { redact } from '#shared/domain/redaction.ts';
import { type Cast, parseCast } from '#shared/domain/transcript/asciicast.ts';
import type { RecordingLevel } from '#shared/domain/transcript/level.ts';
import type { Recording, RecordingState, RecordingStop } from './recording.ts';
import { createRecordings, type RecordingsDependencies, type SealedTranscript } from './recordings.ts';

// For tests: recordings in a directory of their own, with a clock that goes when it is told to.

export const sessionId = '0190a000-0000-7000-8000-000000000001';

export class RecordingBench {
  readonly dataDir = mkdtempSync(join(tmpdir(), 'recording-'));
  /** Milliseconds that have passed. */
  elapsed = 0;
  /** 2026-01-01. */
  readonly began = 1_767_225_600_000;
  free: number | undefined = 10e9;
  readonly stopped: RecordingStop[] = [];
  readonly sealed: SealedTranscript[] = [];
  readonly states: RecordingState[] = [];
  readonly notSealed: { readonly path: string; readonly message: string }[] = [];
  readonly blobs = new Map<string, string>();
  /** Unset: what was sealed could not be recorded. */
  recordable = true;
  readonly recordings: ReturnType<typeof createRecordings>;

  constructor(options: Partial<RecordingsDependencies> = {}) {
    this.recordings = createRecordings({
      dataDir: this.dataDir,
      redact,
      now: () => this.began + this.elapsed,
      elapsed: () => this.elapsed,
      freeBytes: () => this.free,
      keepBlob: (path, sha256) => {
        const bytes = readFileSync(path);
        if (createHash('sha256').update(bytes).digest('hex') !== sha256) throw new Error('not these bytes');
        this.blobs.set(sha256, bytes.toString());
      },
      events: {
        stopped: (stop) => this.stopped.push(stop),
        sealed: (transcript) => {
          if (this.recordable) this.sealed.push(transcript);
          return this.recordable;
        },
        notSealed: (problem) => this.notSealed.push(problem),
      },
      ...options,
    });
  }

  start(level: RecordingLevel = 'everything', onCaughtUp = (): void => {}): Recording {
    const recording = this.recordings.start(
      { sessionId, title: 'ops 1', shell: '/bin/bash', columns: 80, rows: 24, level },
      { onCaughtUp, onState: () => this.states.push(recording.state) },
    );
    return recording;
  }

  get folder(): string {
    return join(this.dataDir, 'sessions');
  }

  files(): string[] {
    return existsSync(this.folder) ? readdirSync(this.folder).sort() : [];
  }

  read(name = `${sessionId}.cast`): string {
    return readFileSync(join(this.folder, name), 'utf8');
  }

  /** The blob of the transcript that was sealed last. */
  sealedCast(): Cast {
    const cast = parseCast(this.blobs.get(this.sealed.at(-1)?.blob ?? '') ?? '');
    if (cast === undefined) throw new Error('nothing was sealed');
    return cast;
  }

  async dispose(): Promise<void> {
    await this.recordings.close();
    rmSync(this.dataDir, { recursive: true, force: true });
  }
}

export const outputOf = ({ events }: Cast): string =>
  events.map((event) => (event.kind === 'output' ? event.text : '')).join('');
