/** Words in lines of at most `width` characters; what is longer than a line is cut. Line breaks of the text stay. */
export function wrapText(text: string, width: number): string[] {
  return text.split('\n').flatMap((line) => {
    const lines: string[] = [];
    let current = '';
    for (const word of line.split(/ +/)) {
      if (current !== '' && [...current].length + 1 + [...word].length <= width) {
        current += ` ${word}`;
        continue;
      }
      if (current !== '') lines.push(current);
      const parts = cutText(word, width);
      lines.push(...parts.slice(0, -1));
      current = parts.at(-1) ?? '';
    }
    return [...lines, current];
  });
}

/** The text in pieces of at most `width` characters, nothing left out: blanks of a command mean something. */
export function cutText(text: string, width: number): string[] {
  const characters = [...text];
  if (characters.length <= width) return [text];
  return Array.from({ length: Math.ceil(characters.length / width) }, (_, index) =>
    characters.slice(index * width, (index + 1) * width).join(''),
  );
}
