import { BLOT } from './parameters/insert.ts';
import { shownForms } from './parameters/shown-forms.ts';

/** Shorter values are blotted out only where they stand alone: "1" is in too many words to be hidden in all of them. */
const MIN_INFIX_LENGTH = 4;

export type SecretMemory = ReturnType<typeof createSecretMemory>;

/**
 * The secret parameter values that were put into terminals while this program runs, kept in memory only. The terminals
 * ask it before they record a command line or an excerpt.
 */
export function createSecretMemory() {
  const values = new Set<string>();
  let pattern: RegExp | undefined;

  return {
    remember(value: string): void {
      if (value.trim() === '' || values.has(value)) return;
      for (const form of shownForms(value)) values.add(form);
      // Longest first, so that a secret that contains another one goes as a whole.
      const ordered = [...values].sort((a, b) => b.length - a.length);
      pattern = new RegExp(ordered.map(patternFor).join('|'), 'gu');
    },
    /** The text without any secret value that was put into a terminal. */
    redact: (text: string): string => (pattern ? text.replace(pattern, BLOT) : text),
  };
}

function patternFor(value: string): string {
  const literal = value.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
  return value.length >= MIN_INFIX_LENGTH ? literal : `(?<![\\p{L}\\p{N}_])${literal}(?![\\p{L}\\p{N}_])`;
}
