import { tokenize, type VisibleToken } from './visible.ts';

/** From `from` to `to`, in the visible text, stands `text` instead. */
interface Edit {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/**
 * Puts the redacted view of some output back among its control sequences. `pieces` joined is the output, `seen` its view
 * (`toVisible`), `redacted` what the view has become. Returns as many pieces, in whose view `redacted` stands and
 * nothing else. Colours and movements inside of what was replaced stay, behind the replacement; titles and links are
 * redacted each on its own.
 */
export function rebuild(
  pieces: readonly string[],
  seen: string,
  redacted: string,
  redact: (text: string) => string,
): string[] {
  const output = new Pieces(pieces);
  const edits = findEdits(seen, redacted);
  let next = 0;
  let begun = false;
  let seenAt = 0;
  let rawAt = 0;

  /** Writes what stands at this place of the view instead of the text that begins here. */
  const beginEdits = (at: number): void => {
    for (let edit = edits[next]; edit !== undefined && edit.from === seenAt && !begun; edit = edits[next]) {
      output.write(edit.text, at);
      begun = true;
      endEdit(edit);
    }
  };
  const endEdit = (edit: Edit): void => {
    if (seenAt < edit.to) return;
    next += 1;
    begun = false;
  };

  const writeText = (text: string): void => {
    const end = seenAt + text.length;
    const start = seenAt;
    while (seenAt < end) {
      const at = rawAt + seenAt - start;
      beginEdits(at);
      const edit = edits[next];
      const until = Math.min(end, (begun ? edit?.to : edit?.from) ?? end);
      if (!begun) output.keep(text.slice(seenAt - start, until - start), at);
      seenAt = until;
      if (begun && edit !== undefined) endEdit(edit);
    }
  };

  const writeToken = ({ kind, raw, seen: shown }: VisibleToken): void => {
    if (kind === 'text') writeText(raw);
    else if (kind === 'string') output.write(redactString(raw, redact), rawAt);
    else if (kind === 'sequence') {
      if (shown !== '') beginEdits(rawAt);
      output.write(raw, rawAt);
      seenAt += shown.length;
      const edit = edits[next];
      if (begun && edit !== undefined) endEdit(edit);
    } else if (!begun) output.write(raw, rawAt);
  };

  for (const token of tokenize(pieces.join(''))) {
    writeToken(token);
    rawAt += token.raw.length;
  }
  beginEdits(rawAt);
  return output.written;
}

/** Text by the piece in which it began. */
class Pieces {
  readonly written: string[];
  readonly #pieces: readonly string[];
  #current = 0;
  #end: number;

  constructor(pieces: readonly string[]) {
    this.#pieces = pieces;
    this.#end = pieces[0]?.length ?? 0;
    this.written = pieces.map(() => '');
  }

  /** All of `text` to the piece at `at`; `at` never goes back. */
  write(text: string, at: number): void {
    this.#goTo(at);
    this.written[this.#current] += text;
  }

  /** Text that stands so from `at` on, each part to its own piece. */
  keep(text: string, at: number): void {
    for (let done = 0; done < text.length; ) {
      this.#goTo(at + done);
      const last = this.#current === this.#pieces.length - 1;
      const until = last ? text.length : Math.min(text.length, this.#end - at);
      this.written[this.#current] += text.slice(done, until);
      done = until;
    }
  }

  #goTo(at: number): void {
    while (at >= this.#end && this.#current < this.#pieces.length - 1) {
      this.#current += 1;
      this.#end += (this.#pieces[this.#current] as string).length;
    }
  }
}

/** Line by line where redaction has kept the lines, else as one. */
function findEdits(seen: string, redacted: string): Edit[] {
  const before = seen.split('\n');
  const after = redacted.split('\n');
  if (before.length !== after.length) return findEdit(seen, redacted, 0);
  const edits: Edit[] = [];
  let at = 0;
  for (const [index, line] of before.entries()) {
    edits.push(...findEdit(line, after[index] as string, at));
    at += line.length + 1;
  }
  return edits;
}

function findEdit(before: string, after: string, at: number): Edit[] {
  if (before === after) return [];
  const shorter = Math.min(before.length, after.length);
  let prefix = 0;
  while (prefix < shorter && before[prefix] === after[prefix]) prefix += 1;
  if (isHighSurrogate(before.charCodeAt(prefix - 1))) prefix -= 1;
  let suffix = 0;
  while (suffix < shorter - prefix && before.at(-1 - suffix) === after.at(-1 - suffix)) suffix += 1;
  if (suffix > 0 && isLowSurrogate(before.charCodeAt(before.length - suffix))) suffix -= 1;
  return [{ from: at + prefix, to: at + before.length - suffix, text: after.slice(prefix, after.length - suffix) }];
}

const isHighSurrogate = (code: number): boolean => code >= 0xd800 && code <= 0xdbff;
const isLowSurrogate = (code: number): boolean => code >= 0xdc00 && code <= 0xdfff;

/** The introducer and the terminator are no part of what is redacted: a value would take the terminator with it. */
function redactString(raw: string, redact: (text: string) => string): string {
  const start = raw.startsWith('\x1b') ? 2 : 1;
  const end = raw.length - (raw.endsWith('\\') ? 2 : 1);
  return raw.slice(0, start) + redact(raw.slice(start, end)) + raw.slice(end);
}
