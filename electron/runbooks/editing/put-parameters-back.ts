import { findPlaceholders, isSecretName } from '../parameters/placeholders.ts';

/** A shorter value stands for too many other things: `1`, `db`. */
const SHORTEST = 3;

/**
 * A command with the values of known parameters turned back into `<name>`, where a value stands as a whole word. It
 * stays as it is where the result would not be read as that placeholder.
 */
export function putParametersBack(command: string, values: Readonly<Record<string, string>>): string {
  // The longer value first: it may hold a shorter one.
  const known = Object.entries(values)
    .filter(([name, value]) => isPlain(value) && /^\p{L}[\p{L}\p{N}_-]*$/u.test(name) && !isSecretName(name))
    .sort(([, a], [, b]) => b.length - a.length);
  return known.reduce((text, [name, value]) => {
    const word = new RegExp(`(?<![\\w.<-])${value.replace(/[.+]/g, '\\$&')}(?![\\w.>-])`, 'g');
    const put = text.replace(word, `<${name}>`);
    if (put === text) return text;
    const marks = put.split(`<${name}>`).length - 1;
    const found = findPlaceholders(put, new Set([name])).filter((place) => place.name === name).length;
    return found === marks ? put : text;
  }, command);
}

/** It needed no quotes, so that it stands in the command as it was given. */
function isPlain(value: string): boolean {
  return value.length >= SHORTEST && /^[\p{L}\p{N}_./:@%+-]+$/u.test(value);
}
