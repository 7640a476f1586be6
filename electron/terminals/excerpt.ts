/** Characters of an excerpt, half for the first lines and half for the last. */
export const EXCERPT_CHARACTERS = 4096;
/** Raw bytes kept of either end: control sequences, secrets and long lines have to fit before the cut. */
const RAW_BYTES = 16 * 1024;

/** Joins the first and the last lines where something is left out between them. */
const GAP = '\n…\n';

/** zsh marks output that ends without a newline, fills the line with spaces and returns (PROMPT_SP). */
// biome-ignore lint/suspicious/noControlCharactersInRegex: this is about control characters
const promptFill = /(?:\x1b\[[\d;]*m)+[^\s\x1b]{1,3}(?:\x1b\[[\d;]*m)* {10,}\r \r$/;

/** Any control sequence (ECMA-48), a control character, or a run of plain text. */
const token =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: this is about control characters
  /\x1b\[([0-?]*)[ -/]*([@-~])|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)?|\x1b[PX^_][^\x1b]*(?:\x1b\\)?|\x1b[ -/]*[0-~]?|[\x00-\x1f\x7f-\x9f]|[^\x00-\x1f\x7f-\x9f]+/gu;

/**
 * The text that a program's output leaves on the screen, roughly: control sequences go, a carriage return or backspace
 * lets what follows overwrite, erasing to the end of the line erases. Bytes that are no UTF-8 become U+FFFD.
 */
export function toPlainText(output: Buffer): string {
  const lines: string[] = [];
  let line: string[] = [];
  let column = 0;
  const newline = (): void => {
    lines.push(line.join('').trimEnd());
    line = [];
    column = 0;
  };
  for (const match of output.toString('utf8').replace(promptFill, '').matchAll(token)) {
    const text = match[0];
    if (text === '\n') newline();
    else if (text === '\r') column = 0;
    else if (text === '\b') column = Math.max(0, column - 1);
    else if (match[2] === 'K' && (match[1] === '' || match[1] === '0')) line.length = Math.min(line.length, column);
    else if (text === '\t' || text >= ' ') {
      if (text === '\x7f' || (text >= '\x80' && text < '\xa0')) continue;
      for (const character of text) {
        line[column] = character;
        column += 1;
      }
    }
  }
  newline();
  return lines.join('\n').trimEnd();
}

/** Keeps the two ends of one command's output, in bounded memory. */
export class OutputExcerpt {
  readonly #head: Buffer[] = [];
  #headLength = 0;
  #tail: Buffer[] = [];
  #tailLength = 0;
  #dropped = false;

  add(bytes: Buffer): void {
    const room = RAW_BYTES - this.#headLength;
    const first = bytes.subarray(0, room);
    if (first.length > 0) {
      // A copy: a small piece must not keep a large chunk alive.
      this.#head.push(Buffer.from(first));
      this.#headLength += first.length;
    }
    const rest = bytes.subarray(first.length);
    if (rest.length === 0) return;
    this.#tail.push(rest);
    this.#tailLength += rest.length;
    while (this.#tailLength > 2 * RAW_BYTES) {
      const oldest = this.#tail[0] as Buffer;
      const excess = this.#tailLength - RAW_BYTES;
      const removed = Math.min(oldest.length, excess);
      if (removed === oldest.length) this.#tail.shift();
      else this.#tail[0] = Buffer.from(oldest.subarray(removed));
      this.#tailLength -= removed;
      this.#dropped = true;
    }
  }

  /** The excerpt as plain text, `redact` applied before anything is cut to size. */
  finish(redact: (text: string) => string): { readonly text: string; readonly truncated: boolean } {
    const head = Buffer.concat(this.#head);
    const tail = Buffer.concat(this.#tail);
    if (!this.#dropped) {
      const text = redact(toPlainText(Buffer.concat([head, tail])));
      return text.length <= EXCERPT_CHARACTERS ? { text, truncated: false } : joinEnds(text, text);
    }
    return joinEnds(redact(beforeDrop(toPlainText(head))), redact(afterDrop(toPlainText(tail))));
  }
}

/**
 * A secret that the drop cut in two is not recognized. So the line at the drop goes, or of an endless one what no secret
 * of ordinary length can reach into.
 */
function beforeDrop(head: string): string {
  const line = head.lastIndexOf('\n') + 1;
  return head.slice(0, Math.max(line, head.length - EXCERPT_CHARACTERS));
}

function afterDrop(tail: string): string {
  const line = tail.indexOf('\n') + 1;
  return tail.slice(line === 0 ? EXCERPT_CHARACTERS : Math.min(line, EXCERPT_CHARACTERS));
}

function joinEnds(head: string, tail: string): { readonly text: string; readonly truncated: true } {
  const half = Math.floor((EXCERPT_CHARACTERS - GAP.length) / 2);
  return { text: `${firstLines(head, half)}${GAP}${lastLines(tail, half)}`, truncated: true };
}

function firstLines(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const end = text.lastIndexOf('\n', limit);
  return trimSurrogates(text.slice(0, end > 0 ? end : limit));
}

function lastLines(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const start = text.indexOf('\n', text.length - limit - 1) + 1;
  return trimSurrogates(text.slice(start > 0 && start < text.length ? start : text.length - limit));
}

/** A cut may have halved a character outside the basic plane. */
function trimSurrogates(text: string): string {
  return text.replace(/^[\udc00-\udfff]/, '').replace(/[\ud800-\udbff]$/, '');
}
