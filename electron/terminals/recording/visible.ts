/** A piece of a terminal's output and what a reader sees of it. */
export interface VisibleToken {
  readonly raw: string;
  /** Empty for what shows nothing; a line break for what moves the cursor elsewhere, a space for a step to the right. */
  readonly seen: string;
  readonly kind: 'text' | 'control' | 'sequence' | 'string';
}

// ECMA-48, with the 8-bit forms that xterm reads too. The bounds, and that nothing reaches beyond where another
// sequence begins, keep the time linear.
const csiBody = String.raw`(?:\x1b\[|\x9b)[0-?]{0,64}[ -/]{0,4}`;
const csi = `${csiBody}[@-~]`;
/** OSC, DCS, SOS, PM and APC, terminated. */
const string = String.raw`(?:\x1b[\]PX^_]|[\x90\x98\x9d-\x9f])[^\x07\x18\x1a\x1b\x80-\x9f]*(?:\x07|\x1b\\|\x9c)`;
const otherEscape = String.raw`\x1b[ -/]{0,4}[0-~]?`;
const control = String.raw`[\x00-\x08\x0b\x0c\x0e-\x1a\x1c-\x1f\x7f-\x9f]`;
const text = String.raw`[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]+`;

const onlyText = new RegExp(`^(?:${text})?$`);
const tokens = new RegExp(`(${csi})|(${string})|(${otherEscape})|(${control})|${text}`, 'g');
const strings = new RegExp(string, 'g');
/** CSI that puts the cursor where the text before it does not go on; C steps to the right. */
const moves = new RegExp(`${csiBody}[A-Ha-f\`]`);
const move = new RegExp(`^${csiBody}[A-Ha-f\`]$`);
const notSeen = new RegExp(`${csi}|${string}|${otherEscape}|${control}`, 'g');
const startOfSequence = new RegExp(String.raw`(?:\x1b|${csiBody}|[\ud800-\udbff])$`);

/**
 * Output as somebody reads it, for looking at what is written without the colours in it: a secret whose name and value
 * have different colours is still one. Nothing is drawn: what was overwritten or erased is still there.
 */
export function toVisible(output: string): string {
  if (onlyText.test(output)) return output;
  if (!moves.test(output)) return output.replace(notSeen, '');
  return output.replace(notSeen, (raw) => seenOfSequence(raw));
}

/** The tokens of `output`: their `raw` joined is the output, their `seen` is `toVisible(output)`. */
export function tokenize(output: string): VisibleToken[] {
  return Array.from(output.matchAll(tokens), (match) => {
    const [raw] = match;
    if (match[1] !== undefined) return { raw, seen: seenOfSequence(raw), kind: 'sequence' };
    if (match[2] !== undefined) return { raw, seen: '', kind: 'string' };
    if (match[3] !== undefined) return { raw, seen: '', kind: 'sequence' };
    return match[4] === undefined ? { raw, seen: raw, kind: 'text' } : { raw, seen: '', kind: 'control' };
  });
}

/** What titles, links and other strings for the terminal itself carry: seen by nobody, and read back all the same. */
export function stringsOf(output: string): string {
  return output.match(strings)?.join('\n') ?? '';
}

/** Where a cut at `at` has to go so that it halves no character and no short sequence. */
export function soundCut(output: string, at: number): number {
  const from = Math.max(0, at - 72);
  const halved = startOfSequence.exec(output.slice(from, at));
  return halved === null ? at : from + halved.index;
}

function seenOfSequence(raw: string): string {
  if (!move.test(raw)) return '';
  return raw.endsWith('C') ? ' ' : '\n';
}
