import type { CommandMark, ReplayedMark } from '#shared/contract/index.ts';
import { TerminalModes } from './modes.ts';
import { StreamParser } from './stream-parser.ts';

/** Scrollback kept per session: about 20,000 lines of log. */
export const REPLAY_BYTES = 2 * 1024 * 1024;
/** Characters of marks kept per session: those of some thousand commands. */
const MAX_MARK_CHARACTERS = 512 * 1024;
const BLOCK_BYTES = 128 * 1024;
const NEWLINE = 0x0a;
const ESC = 0x1b;

interface Block {
  readonly bytes: Buffer;
  length: number;
  /** The modes before the block's first byte. */
  readonly modes: TerminalModes;
}

interface PlacedMark {
  /** Bytes of the whole session in front of it. */
  readonly at: number;
  readonly mark: CommandMark;
  readonly characters: number;
}

/** What a fresh terminal has to be given to look like the session's. */
export interface Replay {
  readonly bytes: Buffer;
  /** What was said about the commands in it. */
  readonly marks: readonly ReplayedMark[];
}

/**
 * The newest output of a session, as bytes. A headless terminal would give exactly the screen, and cost a second parse of
 * everything a program prints (R8); bytes cost a copy, and give the same screen unless it was drawn longer ago than
 * `REPLAY_BYTES` and never again, or at another width. What was cut off is made up for by the modes that it set.
 */
export class ReplayBuffer {
  readonly #limit: number;
  #blocks: Block[] = [];
  #total = 0;
  /** Bytes that were cut off in front. */
  #dropped = 0;
  #marks: PlacedMark[] = [];
  #markCharacters = 0;
  #modes = new TerminalModes();

  constructor(limit = REPLAY_BYTES) {
    this.#limit = limit;
  }

  /** Adds what was just handed on; `modes` are those after it. */
  append(bytes: Buffer, modes: TerminalModes): void {
    let block = this.#blocks.at(-1);
    if (block === undefined || block.length + bytes.length > block.bytes.length) {
      block = { bytes: Buffer.allocUnsafe(Math.max(BLOCK_BYTES, bytes.length)), length: 0, modes: this.#modes };
      this.#blocks.push(block);
      this.#trim();
    }
    bytes.copy(block.bytes, block.length);
    block.length += bytes.length;
    this.#total += bytes.length;
    this.#modes = modes.copy();
  }

  /** Keeps what is said about a command at this place; the oldest go where there are too many. */
  mark(mark: CommandMark): void {
    const characters = JSON.stringify(mark).length;
    this.#marks.push({ at: this.#dropped + this.#total, mark, characters });
    this.#markCharacters += characters;
    this.#trimMarks();
  }

  read(): Replay {
    const all = Buffer.concat(this.#blocks.map((block) => block.bytes.subarray(0, block.length)));
    const first = this.#blocks[0];
    if (first === undefined || this.#dropped === 0) return { bytes: all, marks: this.#marksFrom(0, 0) };
    const { at, modes } = findSafeStart(first.bytes.subarray(0, first.length), first.modes);
    const head = Buffer.from(modes.toSequences());
    return {
      bytes: Buffer.concat([head, all.subarray(at)]),
      marks: this.#marksFrom(this.#dropped + at, head.length),
    };
  }

  /** Those behind the byte `start` of the session, which is the byte `shift` of the replay. */
  #marksFrom(start: number, shift: number): readonly ReplayedMark[] {
    return this.#marks.filter(({ at }) => at >= start).map(({ at, mark }) => ({ ...mark, at: at - start + shift }));
  }

  #trim(): void {
    while (this.#total > this.#limit && this.#blocks.length > 1) {
      const oldest = this.#blocks.shift();
      this.#total -= oldest?.length ?? 0;
      this.#dropped += oldest?.length ?? 0;
    }
    this.#trimMarks();
  }

  #trimMarks(): void {
    let gone = 0;
    for (const { at, characters } of this.#marks) {
      if (at >= this.#dropped && this.#markCharacters <= MAX_MARK_CHARACTERS) break;
      this.#markCharacters -= characters;
      gone += 1;
    }
    if (gone > 0) this.#marks.splice(0, gone);
  }
}

/** The first place after a newline, else before a sequence, where no sequence is under way; and the modes there. */
function findSafeStart(bytes: Buffer, before: TerminalModes): { readonly at: number; readonly modes: TerminalModes } {
  for (const mark of [NEWLINE, ESC]) {
    const parser = new StreamParser({ onBytes: () => {}, onMark: () => {} }, before.copy());
    let from = 0;
    for (let at = bytes.indexOf(mark); at !== -1; at = bytes.indexOf(mark, at + 1)) {
      const place = mark === NEWLINE ? at + 1 : at;
      parser.write(bytes.subarray(from, place));
      from = place;
      if (parser.atRest) return { at: place, modes: parser.modes };
    }
  }
  return { at: 0, modes: before };
}
