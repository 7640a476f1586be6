import { assertNever } from '#shared/domain/assert-never.ts';
import { TerminalModes } from './modes.ts';

/** What the parser hands on, in the order of the stream. */
export interface StreamSink {
  /**
   * Bytes as the program wrote them, marks left out. They are never reused. `onAlternateScreen`: a full-screen program
   * drew them where nothing stays; the sequence that leaves that screen is the last of them.
   */
  onBytes(bytes: Buffer, onAlternateScreen: boolean): void;
  /** An OSC 633 or 133 sequence: its payload (without introducer and terminator), and all of its bytes. */
  onMark(payload: string, bytes: Buffer): void;
}

/** Longest mark that is read: a command line of 32 K characters, escaped. A longer one passes as plain bytes. */
export const MAX_MARK_BYTES = 256 * 1024;
const MAX_PARAMETER_BYTES = 64;

const BEL = 0x07;
const CAN = 0x18;
const SUB = 0x1a;
const ESC = 0x1b;
const BACKSLASH = 0x5c;
/** After ESC: the beginning of an operating system command. */
const OSC = 0x5d;
const introducers = [Buffer.from('\x1b]633;'), Buffer.from('\x1b]133;')];
const INTRODUCER_LENGTH = 6;

/** `osc` ends with BEL too; `string` is DCS, SOS, PM or APC. */
type State = 'ground' | 'escape' | 'csi' | 'osc' | 'string';

/**
 * Finds marks and mode changes in a terminal's output, whatever chunks it comes in. It changes no byte and drops none:
 * what it hands on, put together, is what it was given. The bytes of a mark are held back until it is complete, at most
 * `MAX_MARK_BYTES` of them; everything else goes on with the chunk it came in.
 */
export class StreamParser {
  /** As of the last byte that was handed on. */
  readonly modes: TerminalModes;
  readonly #sink: StreamSink;
  #state: State = 'ground';
  #parameters = '';
  /** Where the next byte is drawn. */
  #onAlternateScreen: boolean;
  /** A mark, or what may become one, from earlier chunks. */
  #held: Buffer[] = [];
  #heldLength = 0;

  constructor(sink: StreamSink, modes = new TerminalModes()) {
    this.#sink = sink;
    this.modes = modes;
    this.#onAlternateScreen = modes.alternateScreen;
  }

  /** No sequence is under way. */
  get atRest(): boolean {
    return this.#state === 'ground' && this.#heldLength === 0;
  }

  write(data: Buffer): void {
    let chunk = data;
    let at = 0;
    if (this.#heldLength >= INTRODUCER_LENGTH && this.#lastHeldByte() !== ESC) {
      at = this.#continueMark(chunk);
      if (at === -1) return;
    } else if (this.#heldLength > 0) {
      // A few bytes of an introducer, or a mark that may be ending: put together, both are the ordinary case.
      const held = Buffer.concat(this.#held);
      this.#forget();
      chunk = Buffer.concat([held, chunk]);
    }
    this.#scan(chunk, at);
  }

  /** The stream ended: hands on what was held back. */
  end(): void {
    this.#release();
    this.#state = 'ground';
  }

  #scan(chunk: Buffer, begin: number): void {
    let from = begin;
    let at = begin;
    while (at < chunk.length) {
      const byte = chunk[at] as number;
      if (byte !== ESC) {
        if (this.#state === 'ground') {
          at = chunk.indexOf(ESC, at);
          if (at === -1) break;
        } else {
          at += 1;
          if (this.#step(byte)) from = this.#switchScreen(chunk, from, at);
        }
        continue;
      }
      const introducer = matchIntroducer(chunk, at);
      if (introducer === 'none') {
        this.#state = 'escape';
        at += 1;
        continue;
      }
      this.#state = 'ground';
      const end = introducer === 'whole' ? findMarkEnd(chunk, at + INTRODUCER_LENGTH) : undefined;
      if (introducer === 'part' || end === undefined) {
        this.#emit(chunk, from, at);
        this.#hold(chunk.subarray(at));
        return;
      }
      if (end.kind === 'complete' && end.after - at <= MAX_MARK_BYTES) {
        this.#emit(chunk, from, at);
        this.#emitMark(chunk.subarray(at, end.after));
        from = end.after;
      }
      at = end.after;
    }
    this.#emit(chunk, from, chunk.length);
  }

  /** Looks for the end of a held mark; returns where in the chunk to go on, -1 when all of it was taken. */
  #continueMark(chunk: Buffer): number {
    const end = findMarkEnd(chunk, 0);
    if (end === undefined) {
      this.#hold(chunk);
      return -1;
    }
    if (end.kind === 'aborted' || this.#heldLength + end.after > MAX_MARK_BYTES) {
      this.#release();
      this.#state = 'osc';
      return 0;
    }
    this.#hold(chunk.subarray(0, end.after));
    const mark = Buffer.concat(this.#held);
    this.#forget();
    this.#emitMark(mark);
    return end.after;
  }

  /** Takes one byte of a sequence; true when modes may have changed with it. */
  #step(byte: number): boolean {
    if (byte === CAN || byte === SUB) {
      this.#state = 'ground';
      return false;
    }
    switch (this.#state) {
      case 'ground':
      case 'string':
        return false;
      case 'osc':
        if (byte === BEL) this.#state = 'ground';
        return false;
      case 'escape':
        return this.#stepEscape(byte);
      case 'csi':
        return this.#stepCsi(byte);
      default:
        return assertNever(this.#state);
    }
  }

  #stepEscape(byte: number): boolean {
    // C0 controls act and intermediates (0x20 to 0x2f) select: neither ends the sequence.
    if (byte < 0x30) return false;
    const final = String.fromCharCode(byte);
    if (final === '[') {
      this.#parameters = '';
      this.#state = 'csi';
      return false;
    }
    if (final === 'c') this.modes.reset();
    this.#state = final === ']' ? 'osc' : 'PX^_'.includes(final) ? 'string' : 'ground';
    return final === 'c';
  }

  #stepCsi(byte: number): boolean {
    if (byte < 0x20) return false;
    if (byte < 0x40) {
      if (this.#parameters.length < MAX_PARAMETER_BYTES) this.#parameters += String.fromCharCode(byte);
      return false;
    }
    this.#state = 'ground';
    const final = String.fromCharCode(byte);
    const parameters = this.#parameters;
    if (final === 'p' && parameters === '!') this.modes.reset();
    else if ((final === 'h' || final === 'l') && parameters.startsWith('?')) {
      this.modes.change(parameters.slice(1), final === 'h');
    } else {
      return false;
    }
    return true;
  }

  /** Hands on what stands before `at` where the screen changes there; returns from where on nothing was handed on. */
  #switchScreen(chunk: Buffer, from: number, at: number): number {
    if (this.modes.alternateScreen === this.#onAlternateScreen) return from;
    this.#emit(chunk, from, at);
    this.#onAlternateScreen = this.modes.alternateScreen;
    return at;
  }

  #emit(chunk: Buffer, from: number, to: number): void {
    if (to > from) this.#sink.onBytes(chunk.subarray(from, to), this.#onAlternateScreen);
  }

  #emitMark(bytes: Buffer): void {
    const terminator = bytes.at(-1) === BEL ? 1 : 2;
    this.#sink.onMark(bytes.toString('utf8', 2, bytes.length - terminator), bytes);
  }

  #hold(bytes: Buffer): void {
    this.#held.push(bytes);
    this.#heldLength += bytes.length;
    if (this.#heldLength <= MAX_MARK_BYTES) return;
    this.#state = this.#lastHeldByte() === ESC ? 'escape' : 'osc';
    this.#release();
  }

  #release(): void {
    const held = this.#held;
    this.#forget();
    for (const bytes of held) this.#sink.onBytes(bytes, this.#onAlternateScreen);
  }

  #forget(): void {
    this.#held = [];
    this.#heldLength = 0;
  }

  #lastHeldByte(): number | undefined {
    return this.#held.at(-1)?.at(-1);
  }
}

/** Whether a mark's introducer stands at `at`: all of it, as much of it as the chunk holds, or not. */
function matchIntroducer(chunk: Buffer, at: number): 'whole' | 'part' | 'none' {
  // Coloured output has ten colours a line and hardly a mark.
  if (at + 1 < chunk.length && chunk[at + 1] !== OSC) return 'none';
  const length = Math.min(INTRODUCER_LENGTH, chunk.length - at);
  const matches = introducers.some((introducer) => introducer.compare(chunk, at, at + length, 0, length) === 0);
  if (!matches) return 'none';
  return length === INTRODUCER_LENGTH ? 'whole' : 'part';
}

interface MarkEnd {
  readonly kind: 'complete' | 'aborted';
  /** Where to go on in the chunk. */
  readonly after: number;
}

/** The end of a mark's body: BEL or ESC \ complete it, CAN, SUB or another sequence abort it. Undefined: not here yet. */
function findMarkEnd(chunk: Buffer, from: number): MarkEnd | undefined {
  for (let at = from; at < chunk.length; at += 1) {
    const byte = chunk[at];
    if (byte === BEL) return { kind: 'complete', after: at + 1 };
    if (byte === CAN || byte === SUB) return { kind: 'aborted', after: at };
    if (byte !== ESC) continue;
    if (at + 1 === chunk.length) return undefined;
    return chunk[at + 1] === BACKSLASH ? { kind: 'complete', after: at + 2 } : { kind: 'aborted', after: at };
  }
  return undefined;
}
