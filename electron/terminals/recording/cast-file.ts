import { constants } from 'node:fs';
import { type FileHandle, mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';

/** The disk is behind when this much waits for it, and has caught up when only that much does. Characters. */
const BEHIND = 1024 * 1024;
const CAUGHT_UP = 256 * 1024;
/** Written at once: small enough that what was written is soon forgotten. Characters. */
const WRITE = 64 * 1024;

export interface CastFileListener {
  /** The disk has caught up. */
  onCaughtUp(): void;
  /** Nothing more is written until `retry`; what waited is gone, and the file ends where the last good write did. */
  onFailed(error: unknown): void;
}

/** A file that grows. Writing never waits; who writes has to ask `behind` and slow down. */
export class CastFile {
  readonly path: string;
  readonly #listener: CastFileListener;
  #opening: Promise<FileHandle> | undefined;
  #queue: string[] = [];
  #queued = 0;
  #position = 0;
  #pumping: Promise<void> | undefined;
  #behind = false;
  #failed = false;

  constructor(path: string, listener: CastFileListener) {
    this.path = path;
    this.#listener = listener;
  }

  get behind(): boolean {
    return this.#behind;
  }

  /** Bytes written, and characters that wait. */
  get size(): number {
    return this.#position + this.#queued;
  }

  append(text: string): void {
    if (this.#failed || text === '') return;
    this.#queue.push(text);
    this.#queued += text.length;
    if (this.#queued > BEHIND) this.#behind = true;
    this.#pumping ??= this.#pump();
  }

  /** Tries again after a failure. */
  retry(): void {
    this.#failed = false;
  }

  /** Resolves when everything is written, or has failed to be, and the file is closed. */
  async close(): Promise<void> {
    await this.#pumping;
    const handle = await this.#opening?.catch(() => undefined);
    await handle?.close();
    this.#opening = undefined;
  }

  async #pump(): Promise<void> {
    try {
      this.#opening ??= create(this.path);
      const handle = await this.#opening;
      while (this.#queue.length > 0) {
        const text = this.#next();
        await this.#write(handle, Buffer.from(text));
        this.#queued -= text.length;
        if (this.#behind && this.#queued < CAUGHT_UP) {
          this.#behind = false;
          this.#listener.onCaughtUp();
        }
      }
    } catch (error) {
      await this.#fail(error);
    } finally {
      this.#pumping = undefined;
    }
  }

  #next(): string {
    let text = '';
    while (this.#queue.length > 0 && text.length < WRITE) text += this.#queue.shift();
    return text;
  }

  async #write(handle: FileHandle, bytes: Buffer): Promise<void> {
    let done = 0;
    while (done < bytes.length) {
      const { bytesWritten } = await handle.write(bytes, done, bytes.length - done, this.#position + done);
      done += bytesWritten;
    }
    this.#position += bytes.length;
  }

  async #fail(error: unknown): Promise<void> {
    this.#failed = true;
    this.#queue = [];
    this.#queued = 0;
    const handle = await this.#opening?.catch(() => undefined);
    if (handle === undefined) this.#opening = undefined;
    // Half a line must not stay between the last good one and what may come.
    await handle?.truncate(this.#position).catch(() => {});
    this.#behind = false;
    this.#listener.onFailed(error);
    this.#listener.onCaughtUp();
  }
}

/** T63: only the person may read what their terminal showed. */
async function create(path: string): Promise<FileHandle> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  return open(path, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL, 0o600);
}
