/** The journal comes first: recordings leave it this much. Bytes, as all here. */
const RESERVE = 500_000_000;
/** So much has to be free before recording goes on, or it would stop again at once. */
const RESUME = 600_000_000;
/** Between two questions to the system: what recordings may write, and what time may pass in which others write. */
const ASK_BYTES = 4 * 1024 * 1024;
const ASK_MS = 2_000;

export interface DiskGuardDependencies {
  /** Bytes that can be written where the recordings are; undefined when nobody knows. */
  readonly freeBytes: () => number | undefined;
  /** Milliseconds from any origin, never going back. */
  readonly elapsed: () => number;
}

/** Keeps all recordings together from filling the disk. */
export class DiskGuard {
  readonly #deps: DiskGuardDependencies;
  #askedAt = Number.NEGATIVE_INFINITY;
  #sinceAsked = 0;
  #full = false;
  #free: number | undefined;

  constructor(dependencies: DiskGuardDependencies) {
    this.#deps = dependencies;
  }

  /** As of the last question. */
  get free(): number | undefined {
    return this.#free;
  }

  /** Whether `bytes` more may be written. They are counted as written then. */
  admit(bytes: number): boolean {
    if (this.#sinceAsked + bytes > ASK_BYTES || this.#deps.elapsed() - this.#askedAt >= ASK_MS) {
      this.#askedAt = this.#deps.elapsed();
      this.#sinceAsked = 0;
      this.#free = this.#deps.freeBytes();
      const needed = this.#full ? RESUME : RESERVE + Math.max(ASK_BYTES, bytes);
      this.#full = this.#free !== undefined && this.#free < needed;
    }
    if (!this.#full) this.#sinceAsked += bytes;
    return !this.#full;
  }
}
