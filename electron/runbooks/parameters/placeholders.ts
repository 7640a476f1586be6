/** A parameter as it stands in a command: `<pod-name>`, `[POD_NAME]`, or, when declared, `{{pod}}` and `${POD}`. */
export interface Placeholder {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

const forms = /<([\p{L}][\p{L}\p{N}_. -]*)>|\[([A-Z][A-Z0-9_]+)\]|\{\{\s*([\w.-]+)\s*\}\}|\$\{(\w+)\}/gu;
/** Words in brackets that log lines carry: a search pattern, not a parameter. */
const logLevels = new Set(['TRACE', 'DEBUG', 'INFO', 'NOTICE', 'WARN', 'WARNING', 'ERROR', 'CRITICAL', 'FATAL']);

/**
 * The placeholders of a command, in order. `<` as a redirection or heredoc is none, nor are `{{x}}` and `${X}` unless
 * front matter declares them: Go templates and the shell use the same marks.
 */
export function findPlaceholders(text: string, declared: ReadonlySet<string>): Placeholder[] {
  const found: Placeholder[] = [];
  for (const match of text.matchAll(forms)) {
    const [whole, angle, bracket, braces, variable] = match;
    const name = (angle ?? bracket ?? braces ?? variable ?? '').trim();
    const place = { name, start: match.index, end: match.index + whole.length };
    // `\<word>` is a pattern, `$[X]` arithmetic.
    const escaped = /[\\$]/.test(text[match.index - 1] ?? '');
    const isParameter = escaped
      ? false
      : angle !== undefined
        ? isAnglePlaceholder(text, place, declared)
        : bracket !== undefined
          ? isBracketPlaceholder(text, place, declared)
          : declared.has(name);
    if (isParameter) found.push(place);
  }
  return found;
}

function isAnglePlaceholder(text: string, place: Placeholder, declared: ReadonlySet<string>): boolean {
  const inside = text.slice(place.start + 1, place.end - 1);
  const before = text[place.start - 1] ?? '';
  // `<<EOF>`, and `<in >out`: heredoc and redirection, whatever is declared.
  if (before === '<' || /[\s-]$/.test(inside)) return false;
  if (declared.has(place.name)) return true;
  // `<in>out`, `<in.txt>`: redirections.
  if (/[\p{L}\p{N}]/u.test(text[place.end] ?? '') || inside.includes('.')) return false;
  // `<title>...</title>`: markup in a search pattern.
  return !text.includes(`</${inside}>`);
}

function isBracketPlaceholder(text: string, place: Placeholder, declared: ReadonlySet<string>): boolean {
  if (declared.has(place.name)) return true;
  const before = text[place.start - 1] ?? ' ';
  // `${list[INDEX]}`, `file[AB]`: subscripts and patterns.
  if (/[\w$}\]]/.test(before) || logLevels.has(place.name)) return false;
  if (place.name.includes('_')) return true;
  const after = text[place.end] ?? ' ';
  return place.name.length > 2 && /[\s=/:'"]/.test(before) && /[\s/:'"]/.test(after);
}

const secretName = /key|token|passw|passphrase|secret|unseal|credential/i;

/** Whether a parameter of this name is to be treated as secret without being declared so. */
export function isSecretName(name: string): boolean {
  return secretName.test(name);
}

/** Text whose placeholders gave way to marks of the same length that a shell reads as plain word characters. */
export interface MaskedText {
  readonly text: string;
  readonly placeholders: readonly Placeholder[];
  /** Puts the placeholders, as written, back into a piece of the masked text. */
  readonly unmask: (piece: string) => string;
}

const FIRST_MARK = 0xe000;
const LAST_MARK = 0xf8ff;

/** Masks every placeholder, so that `<` and `>` around a name are not read as redirects. Offsets stay the same. */
export function maskPlaceholders(text: string, declared: ReadonlySet<string>): MaskedText {
  const marks = unusedMarks(text);
  const written = new Map<string, string>();
  const placeholders = findPlaceholders(text, declared);
  let masked = '';
  let position = 0;
  for (const { start, end } of placeholders) {
    const mark = marks.next().value;
    if (mark === undefined) break;
    written.set(mark, text.slice(start, end));
    masked += text.slice(position, start) + mark.repeat(end - start);
    position = end;
  }
  masked += text.slice(position);
  const unmask = (piece: string) =>
    piece.replace(/([\uE000-\uF8FF])\1*/gu, (run, mark: string) => written.get(mark) ?? run);
  return { text: masked, placeholders, unmask };
}

/** Private-use characters that the text does not hold itself (prompts drawn with an icon font do). */
function* unusedMarks(text: string): Generator<string, undefined> {
  const taken = new Set(text.match(/[\uE000-\uF8FF]/gu));
  for (let code = FIRST_MARK; code <= LAST_MARK; code += 1) {
    const mark = String.fromCharCode(code);
    if (!taken.has(mark)) yield mark;
  }
  return undefined;
}
