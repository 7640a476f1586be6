import { type NoteKind, noteKindSchema } from '#shared/domain/events/index.ts';
import { readTypedTime } from '#shared/domain/typed-time.ts';
import type { ZonedTime } from '#shared/domain/zoned-time.ts';

/** What the composer would add. */
export interface ParsedEntry {
  readonly text: string;
  readonly noteKind: NoteKind;
  readonly pinned: boolean;
  /** UTC ms, when it was backdated. */
  readonly occurredAt?: number;
}

export type ParseResult =
  | { readonly kind: 'empty' }
  | { readonly kind: 'entry'; readonly entry: ParsedEntry; readonly hint?: string }
  | { readonly kind: 'problem'; readonly message: string };

interface Context {
  /** UTC ms. */
  readonly now: number;
  readonly zone: ZonedTime;
}

/** Words that people use for a kind. */
const aliases: Readonly<Record<string, NoteKind>> = {
  update: 'communication',
  note: 'observation',
  fact: 'observation',
};

/**
 * Reads what was typed into the composer: marks in front, in any order, then the text. `/decision` (or the start of a
 * kind's name), `@14:05`, `@14:05:30`, `@14:05Z` for UTC, `@-10m` for ten minutes ago, `!` to pin. A time that lies
 * ahead today is yesterday's. What is no mark is text: nothing that was typed gets lost.
 */
export function parseEntry(typed: string, context: Context): ParseResult {
  let rest = typed.trim();
  let noteKind: NoteKind | undefined;
  let occurredAt: number | undefined;
  let pinned = false;
  let hint: string | undefined;

  for (;;) {
    const kind = noteKind === undefined ? readKind(rest) : undefined;
    const time = occurredAt === undefined ? /^@(-?\d\S*)(?:\s+|$)/.exec(rest) : null;
    if (kind?.noteKind) {
      noteKind = kind.noteKind;
      rest = kind.rest;
    } else if (time?.[1] !== undefined) {
      occurredAt = readTypedTime(time[1], context);
      if (occurredAt === undefined)
        return { kind: 'problem', message: `“@${time[1]}” is no time. Write @14:05 or @-10m.` };
      rest = rest.slice(time[0].length);
    } else if (!pinned && rest.startsWith('!')) {
      pinned = true;
      rest = rest.slice(1).trimStart();
    } else {
      if (kind) hint = `“/${kind.word}” is no kind; it is kept as text.`;
      break;
    }
  }

  if (rest === '') return { kind: 'empty' };
  return {
    kind: 'entry',
    entry: {
      text: rest,
      noteKind: noteKind ?? 'observation',
      pinned,
      ...(occurredAt !== undefined && { occurredAt }),
    },
    ...(hint !== undefined && { hint }),
  };
}

/** The kinds that `/` and what was typed after it can mean; all of them for a bare "/". */
export function suggestKinds(typed: string): readonly NoteKind[] {
  const word = /(?:^|\s)\/([a-z]*)$/i.exec(typed)?.[1];
  if (word === undefined || !/^[\s!@\d:Zm/-]*\/?[a-z]*$/i.test(typed)) return [];
  return noteKindSchema.options.filter((kind) => kind.startsWith(word.toLowerCase()));
}

function readKind(text: string) {
  // "/etc/passwd is full" is a path, and text.
  const match = /^\/([a-z]+)(?:\s+|$)/i.exec(text);
  if (!match?.[1]) return undefined;
  const word = match[1].toLowerCase();
  const noteKind = noteKindSchema.options.find((kind) => kind.startsWith(word)) ?? aliases[word];
  return { word: match[1], noteKind, rest: text.slice(match[0].length) };
}
