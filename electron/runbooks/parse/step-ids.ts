import { createHash } from 'node:crypto';

/**
 * Ids that stay the same while other steps come and go: the explicit name, else a hash of section path and text, each
 * with a count among equals.
 */
export class StableIds {
  readonly #counts = new Map<string, number>();

  next(text: string, section: readonly string[], name?: string): string {
    const base = name ?? hash(JSON.stringify([section, text.replace(/[ \t]+$/gm, '')]));
    const count = (this.#counts.get(base) ?? 0) + 1;
    this.#counts.set(base, count);
    if (count === 1) return base;
    // A step may be named `a.2` outright.
    return this.#counts.has(`${base}.${count}`) ? this.next(text, section, base) : this.#take(`${base}.${count}`);
  }

  #take(id: string): string {
    this.#counts.set(id, 1);
    return id;
  }
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}
