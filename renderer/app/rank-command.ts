import { defaultFilter } from 'cmdk';

/**
 * How well a command fits what was typed into the palette, 0 (not at all) to 1: its own name before words that only
 * occur somewhere, and those before letters that only follow one another. `keywords` begin with the title.
 */
export function rankCommand(id: string, typed: string, keywords: readonly string[] = []): number {
  const wanted = typed.trim().toLowerCase();
  const title = (keywords[0] ?? id).toLowerCase();
  const words = wanted.split(/\s+/);
  const occurIn = (text: string) => words.every((word) => text.includes(word));
  if (title === wanted) return 1;
  if (title.startsWith(wanted)) return 0.9;
  if (title.includes(wanted)) return 0.8;
  if (occurIn(title)) return 0.7;
  if (occurIn(keywords.join(' ').toLowerCase())) return 0.6;
  return 0.5 * (defaultFilter(id, typed, [...keywords]) ?? 0);
}
