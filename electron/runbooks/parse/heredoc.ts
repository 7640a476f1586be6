/** The word that would end the last heredoc of a script, when no line does; as far as one can tell without a parser. */
export function openHeredoc(script: string): string | undefined {
  const last = [...script.matchAll(/<<-?\s*(['"]?)(\w+)\1/g)].at(-1);
  const word = last?.[2];
  const rest = script.slice(last?.index ?? 0).split('\n');
  return rest.slice(1).some((text) => text.trim() === word) ? undefined : word;
}
