import { fail, type Outcome, succeed } from './outcome.ts';

/** A value in a JSON text, by the place of its first character and of the one after its last. */
export interface JsonSpan {
  readonly start: number;
  readonly end: number;
}

export type SplitProblemCode = 'incomplete' | 'not-json' | 'too-deep' | 'too-many';

interface SplitLimits {
  /** Objects and arrays inside one another, those of the text itself included. */
  readonly depth: number;
  readonly items: number;
}

type Split<Value> = Outcome<Value, SplitProblemCode>;

/**
 * The members of the object that begins at `at`, or the elements of the array that does, without parsing them: what is
 * too much is found before anything is built of it. Members come as they are written, double ones too; their keys are
 * JSON strings. What a span holds may still be no JSON. Nesting costs no stack.
 */
export function splitMembers(
  text: string,
  at: number,
  limits: SplitLimits,
): Split<readonly (JsonSpan & { readonly key: string })[]> {
  const split = splitItems(text, at, '{', '}', limits);
  if (!split.ok) return split;
  return succeed(split.value.map(({ key, ...span }) => ({ key: key ?? '', ...span })));
}

export function splitElements(text: string, at: number, limits: SplitLimits): Split<readonly JsonSpan[]> {
  return splitItems(text, at, '[', ']', limits);
}

/** The place of the next character that is no white space. */
export function skipSpace(text: string, at: number): number {
  let place = at;
  while (isSpace(text.charCodeAt(place))) place += 1;
  return place;
}

/** JSON text without the white space between its tokens. */
export function withoutSpace(text: string): string {
  const parts: string[] = [];
  let at = 0;
  while (at < text.length) {
    const quote = text.indexOf('"', at);
    const end = quote === -1 ? text.length : (stringEnd(text, quote) ?? text.length);
    const between = quote === -1 ? text.length : quote;
    parts.push(text.slice(at, between).replace(/[ \t\n\r]+/g, ''), text.slice(between, end));
    at = end;
  }
  return parts.join('');
}

function splitItems(text: string, from: number, open: '{' | '[', close: '}' | ']', limits: SplitLimits) {
  const items: (JsonSpan & { readonly key?: string })[] = [];
  let at = skipSpace(text, from);
  if (text[at] !== open) return at >= text.length ? incomplete() : notJson(at);
  at = skipSpace(text, at + 1);
  if (text[at] === close) return succeed(items);
  for (;;) {
    if (items.length === limits.items) return fail('too-many' as const, `There are more than ${limits.items}.`);
    let key: string | undefined;
    if (open === '{') {
      const end = stringEnd(text, at);
      if (end === undefined) return text[at] === '"' || at >= text.length ? incomplete() : notJson(at);
      key = text.slice(at, end);
      at = skipSpace(text, end);
      if (text[at] !== ':') return at >= text.length ? incomplete() : notJson(at);
      at = skipSpace(text, at + 1);
    }
    const value = valueEnd(text, at, limits.depth - 1);
    if (!value.ok) return value;
    items.push({ start: at, end: value.value, ...(key !== undefined && { key }) });
    at = skipSpace(text, value.value);
    if (text[at] === close) return succeed(items);
    if (text[at] !== ',') return at >= text.length ? incomplete() : notJson(at);
    at = skipSpace(text, at + 1);
  }
}

/** Where the value that begins at `from` ends; brackets are counted, not matched. */
function valueEnd(text: string, from: number, maxDepth: number): Split<number> {
  let depth = 0;
  let at = from;
  while (at < text.length) {
    const character = text[at];
    if (character === '"') {
      const end = stringEnd(text, at);
      if (end === undefined) return incomplete();
      at = end;
      if (depth === 0) return succeed(at);
      continue;
    }
    if (character === '{' || character === '[') {
      depth += 1;
      if (depth > maxDepth) return fail('too-deep' as const, `It is nested deeper than ${maxDepth} levels.`);
    } else if (character === '}' || character === ']') {
      if (depth === 0) return at === from ? notJson(at) : succeed(at);
      depth -= 1;
      if (depth === 0) return succeed(at + 1);
    } else if (depth === 0 && (character === ',' || isSpace(text.charCodeAt(at)))) {
      return at === from ? notJson(at) : succeed(at);
    }
    at += 1;
  }
  return incomplete();
}

/** The place after the string that begins at `at`; undefined when there is none, or no end of it. */
function stringEnd(text: string, at: number): number | undefined {
  if (text[at] !== '"') return undefined;
  for (let end = text.indexOf('"', at + 1); end !== -1; end = text.indexOf('"', end + 1)) {
    let backslashes = 0;
    while (text[end - 1 - backslashes] === '\\') backslashes += 1;
    if (backslashes % 2 === 0) return end + 1;
  }
  return undefined;
}

function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;
}

function incomplete() {
  return fail('incomplete' as const, 'It ends in the middle.');
}

function notJson(at: number) {
  return fail('not-json' as const, `It is no JSON at character ${at + 1}.`);
}
