import { randomUUID } from 'node:crypto';
import { readdirSync, rmSync } from 'node:fs';
import { type FileHandle, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { IMPORT_PART_BYTES } from '#shared/contract/index.ts';
import { fail, type Outcome, succeed } from '#shared/domain/outcome.ts';
import { type AppendProblemCode, diskFault, storageFault } from '../journal/index.ts';

const PREFIX = '.import-';

type PartProblemCode = 'wrong-part' | AppendProblemCode;

/** A file that arrives in parts, on the disk and not in memory: `<dataDir>/.import-...`, 0600, until it is discarded. */
export class Upload {
  readonly id: string;
  readonly path: string;
  readonly #bytes: number;
  readonly #file: FileHandle;
  readonly #ended = Promise.withResolvers<Outcome<null, AppendProblemCode | 'abandoned'>>();
  readonly #idleMs: number;
  #idle: NodeJS.Timeout | undefined;
  #nextPart = 0;
  #written = 0;

  private constructor(id: string, path: string, file: FileHandle, bytes: number, idleMs: number) {
    this.id = id;
    this.path = path;
    this.#file = file;
    this.#bytes = bytes;
    this.#idleMs = idleMs;
    if (bytes === 0) this.#ended.resolve(succeed(null));
    else this.#waitForPart();
  }

  /** `bytes` is the size of the file; without a part for `idleMs` it counts as abandoned. */
  static async open(dataDir: string, bytes: number, idleMs: number): Promise<Outcome<Upload, AppendProblemCode>> {
    const id = randomUUID();
    const path = join(dataDir, PREFIX + id);
    try {
      return succeed(new Upload(id, path, await open(path, 'wx', 0o600), bytes, idleMs));
    } catch (error) {
      return notKept(error);
    }
  }

  /** Whether all of it is there, as soon as that is certain. */
  get ended(): Promise<Outcome<null, AppendProblemCode | 'abandoned'>> {
    return this.#ended.promise;
  }

  /** Writes the part of that number, and says how many bytes are there. Parts come one after the other. */
  async take(part: number, bytes: Uint8Array): Promise<Outcome<{ received: number }, PartProblemCode>> {
    const at = this.#nextPart * IMPORT_PART_BYTES;
    if (part !== this.#nextPart || bytes.length !== Math.min(IMPORT_PART_BYTES, this.#bytes - at)) {
      return fail('wrong-part', 'A part of the file came out of order, or not whole.', 'Import the file again.');
    }
    this.#nextPart += 1;
    this.#waitForPart();
    try {
      for (let done = 0; done < bytes.length; ) {
        done += (await this.#file.write(bytes, done, bytes.length - done, at + done)).bytesWritten;
      }
    } catch (error) {
      const refusal = notKept(error);
      this.#ended.resolve(refusal);
      return refusal;
    }
    this.#written += bytes.length;
    if (this.#written === this.#bytes) {
      clearTimeout(this.#idle);
      this.#ended.resolve(succeed(null));
    }
    return succeed({ received: this.#written });
  }

  /** Nothing of it is left afterwards. */
  async discard(): Promise<void> {
    clearTimeout(this.#idle);
    await this.#file.close().catch(() => undefined);
    await rm(this.path, { force: true });
  }

  #waitForPart(): void {
    clearTimeout(this.#idle);
    this.#idle = setTimeout(() => {
      const message = 'The file did not arrive: no part of it came for a while.';
      this.#ended.resolve(fail('abandoned', message, 'Import it again.'));
    }, this.#idleMs).unref();
  }
}

/** What a program that was killed meanwhile has left. */
export function removeUploads(dataDir: string): void {
  try {
    const names = readdirSync(dataDir).filter((name) => name.startsWith(PREFIX));
    for (const name of names) rmSync(join(dataDir, name), { force: true });
  } catch {
    // It is in nobody's way; of a directory that is not to be used the journal says so.
  }
}

/** Why the file can't be kept while it is read. Rethrows bugs. */
function notKept(error: unknown) {
  const fault = diskFault(error);
  if (fault === undefined) throw error;
  const code = storageFault(error) === 'read-only' ? 'read-only' : 'not-saved';
  return fail(code, `The file cannot be kept while it is read: ${fault.message}.`, fault.action);
}
