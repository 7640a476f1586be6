/** "api, web ,," as people type several names: each once, without blanks, in their order. */
export function readNames(text: string): readonly string[] {
  const names = text
    .split(/[,\n]/)
    .map((name) => name.trim())
    .filter(Boolean);
  return [...new Set(names)];
}
