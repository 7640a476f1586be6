/** The details of an entry that there are, in reading order. */
export function some(...details: readonly (string | false | undefined)[]): readonly string[] {
  return details.filter((detail) => typeof detail === 'string' && detail !== '') as string[];
}

export function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
