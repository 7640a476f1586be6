import type { CastEvent } from '#shared/domain/transcript/asciicast.ts';
import { rebuild } from './rebuild.ts';
import { soundCut, stringsOf, toVisible } from './visible.ts';

export interface WindowLimits {
  /** Of a line that does not end, this much is kept back: no secret of up to that length is seen by halves. */
  readonly hold: number;
  /** More than this is never held. */
  readonly most: number;
}

export const liveLimits: WindowLimits = { hold: 4096, most: 64 * 1024 };

/** Enough of what was let go to recognize a value by the name before it. */
const CONTEXT = 1024;
/** As far as a secret that has begun is followed. */
const OPEN_CONTEXT = 32 * 1024;
const STEPS_BACK = [0, 64, 256, 1024, 4096, 16 * 1024];

interface Cut {
  readonly cut: number;
  /** The view of the text up to there, and that redacted, with the context in front. */
  readonly seen: string;
  readonly redacted: string;
}

type OutputEvent = Extract<CastEvent, { kind: 'output' }>;
const isOutput = (event: CastEvent): event is OutputEvent => event.kind === 'output';

/**
 * Holds a recording's events back until it is sure what of their text is secret. Text leaves when its line is complete,
 * or when `hold` characters have followed it, redacted, at the times at which it came; other events keep their place in
 * it. A secret is found however it is cut into events, over colours in it, and when its name has gone out already.
 * Not found: one that the program itself breaks by moving the cursor, and one of more than 32 Ki characters to its end.
 */
export class RedactionWindow {
  readonly #redact: (text: string) => string;
  readonly #limits: WindowLimits;
  #events: CastEvent[] = [];
  #length = 0;
  /** The view of what was let go last. */
  #context = '';
  /** Where a command line that is being edited begins. */
  #lineStart: number | undefined;

  constructor(redact: (text: string) => string, limits: WindowLimits = liveLimits) {
    this.#redact = redact;
    this.#limits = limits;
  }

  /** Characters that are held. */
  get length(): number {
    return this.#length;
  }

  push(event: CastEvent): void {
    if (isOutput(event)) this.#length += event.text.length;
    this.#events.push(event);
  }

  /** What comes now is the editing of a command line: it is held until that ends, unless it gets too long. */
  beginLine(): void {
    this.#lineStart = this.#length;
  }

  /**
   * The command line is complete, or given up. When what it came to holds a secret, which its echo, drawn key by key,
   * may not show in one piece, the redacted line stands in place of the whole echo.
   */
  endLine(commandLine: string | undefined): void {
    const start = this.#lineStart;
    this.#lineStart = undefined;
    if (start === undefined || commandLine === undefined) return;
    const redacted = this.#redact(commandLine);
    if (redacted === commandLine) return;
    const before: CastEvent[] = [];
    const others: CastEvent[] = [];
    let at = 0;
    let echoedAt: number | undefined;
    for (const event of this.#events) {
      const end = at + (isOutput(event) ? event.text.length : 0);
      if (!isOutput(event)) (at < start ? before : others).push(event);
      else if (end <= start) before.push(event);
      else {
        if (at < start) before.push({ ...event, text: event.text.slice(0, start - at) });
        echoedAt = event.atMs;
      }
      at = end;
    }
    const text = `${redacted.replaceAll('\n', '\r\n')}\r\n`;
    const echo: CastEvent[] = echoedAt === undefined ? [] : [{ kind: 'output', atMs: echoedAt, text }];
    this.#events = [...before, ...others, ...echo];
    this.#length = start + (echo.length > 0 ? text.length : 0);
  }

  /** Lets go what may go; with `all`, everything. */
  release(all = false): CastEvent[] {
    const text = this.#events.flatMap((event) => (isOutput(event) ? [event.text] : [])).join('');
    const { cut, seen, redacted } = all ? this.#cutAt(text, text.length) : this.#findCut(text);
    const { out, rest } = this.#split(cut);
    this.#events = rest;
    this.#length = text.length - cut;
    if (this.#lineStart !== undefined) this.#lineStart = this.#lineStart < cut ? undefined : this.#lineStart - cut;
    const view = this.#takeView(redacted);
    this.#remember(seen, redacted);
    const strings = stringsOf(text.slice(0, cut));
    if (view === seen && (strings === '' || this.#redact(strings) === strings)) return out;
    const pieces = out.flatMap((event) => (isOutput(event) ? [event.text] : []));
    const replaced = rebuild(pieces, seen, view, this.#redact);
    let piece = 0;
    return out.flatMap((event): CastEvent[] => {
      if (!isOutput(event)) return [event];
      const textNow = replaced[piece++] as string;
      return textNow === '' ? [] : [{ ...event, text: textNow }];
    });
  }

  #findCut(text: string): Cut {
    const { hold, most } = this.#limits;
    const limit = this.#lineStart !== undefined && text.length - this.#lineStart <= most ? this.#lineStart : undefined;
    const free = limit === undefined ? text : text.slice(0, limit);
    const lines = free.lastIndexOf('\n') + 1;
    if (limit !== undefined || text.length - lines <= hold) return this.#cutAt(text, lines);
    // A cut is good when the text before it is redacted the same without what follows.
    const whole = this.#cutAt(text, text.length);
    for (const back of STEPS_BACK) {
      const at = soundCut(text, text.length - hold - back);
      if (at <= lines) break;
      const candidate = this.#cutAt(text, at);
      if (whole.redacted.startsWith(candidate.redacted)) return candidate;
    }
    return text.length - lines > most ? whole : this.#cutAt(text, lines);
  }

  #cutAt(text: string, cut: number): Cut {
    const seen = toVisible(text.slice(0, cut));
    return { cut, seen, redacted: this.#redact(this.#context + seen) };
  }

  /** What has become of the new part. Where the new part has changed the old, everything from the change on is new. */
  #takeView(redacted: string): string {
    // Not remembered: what counts as a secret may have changed since.
    const context = this.#redact(this.#context);
    if (redacted.startsWith(context)) return redacted.slice(context.length);
    let same = 0;
    while (same < context.length && redacted[same] === context[same]) same += 1;
    return redacted.slice(same);
  }

  #remember(seen: string, redacted: string): void {
    if (seen === '') return;
    const full = this.#context + seen;
    // A replacement at the very end: the secret may go on.
    const open = !redacted.endsWith(full.endsWith('\n') ? '\n' : full.slice(-16));
    if (open && full.length <= OPEN_CONTEXT) this.#context = full;
    else {
      const tail = full.slice(-CONTEXT);
      const line = tail.indexOf('\n') + 1;
      this.#context = full.length <= CONTEXT || line === tail.length ? tail : tail.slice(line);
    }
  }

  /** Events up to `cut` characters of text; what stands exactly there goes with them. */
  #split(cut: number): { readonly out: CastEvent[]; readonly rest: CastEvent[] } {
    const out: CastEvent[] = [];
    let at = 0;
    for (const [index, event] of this.#events.entries()) {
      const length = isOutput(event) ? event.text.length : 0;
      if (at + length <= cut) {
        out.push(event);
        at += length;
        continue;
      }
      if (!isOutput(event) || at === cut) return { out, rest: this.#events.slice(index) };
      out.push({ ...event, text: event.text.slice(0, cut - at) });
      const rest = { ...event, text: event.text.slice(cut - at) };
      return { out, rest: [rest, ...this.#events.slice(index + 1)] };
    }
    return { out, rest: [] };
  }
}
