import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitChunks } from './chunks.ts';
import { type MarkdownNode, parseMarkdown, plainText } from './markdown.ts';

const filler = `${'word '.repeat(20)}\n`.repeat(50).trimEnd();

describe('a long text', () => {
  it('[B14] is cut only before headings and fences that begin a line, never inside a fence', () => {
    const parts = [
      `${filler}\n`,
      '# A\n',
      `\`\`\`\`bash\n${filler}\n# no heading\n\`\`\`\nls\n\`\`\`\`\n`,
      `~~~\n${filler}\n# no\n~~~\n`,
      '## B\n',
    ];
    expect(splitChunks(parts.join(''))).toEqual([parts[0], `${parts[1]}${parts[2]}`, parts[3], parts[4]]);
    expect(splitChunks('')).toEqual(['']);
  });

  it('[B59] has its long blocks of code and its endless lines as pieces of their own', () => {
    const code = 'echo "x"\n'.repeat(10_000);
    const endless = '*a '.repeat(10_000);
    const text = `Text.\n\n\`\`\`bash {"name":"x"}\n${code}\`\`\`\n\n${endless}\n\nEnd.\n`;
    const nodes = [...parseMarkdown(text)].flat();
    expect(nodes.map(({ type, position }) => [type, position?.start.line, position?.end.line])).toEqual([
      ['paragraph', 1, 1],
      ['code', 3, 10_004],
      ['paragraph', 10_008, 10_008],
    ]);
    expect(nodes[1]).toMatchObject({ lang: 'bash', meta: '{"name":"x"}', value: code.trimEnd() });
  });

  it('[B14] is read in pieces as it is read whole, with the same places', () => {
    const piece = fc.constantFrom(
      '# H\n',
      '```bash\nls\n```\n',
      '1. item\n\n',
      '- a\n  ```sh\n  ls\n  ```\n',
      `${filler}\n\n`,
      '> q\n\n',
      'If x:\n\n',
      '~~~\n# no\n~~~\n',
    );
    const outline = (nodes: readonly MarkdownNode[], text: string) =>
      nodes.map((node) => ({
        type: node.type,
        line: node.position?.start.line,
        lines: text.slice(0, node.position?.start.offset).split('\n').length,
        source: text.slice(node.position?.start.offset, node.position?.end.offset).length,
        text: plainText(node).length,
      }));
    fc.assert(
      fc.property(fc.array(piece, { minLength: 5, maxLength: 14 }), (pieces) => {
        const text = pieces.join('');
        const nodes = outline([...parseMarkdown(text)].flat(), text);
        for (const { line, lines } of nodes) expect(line).toBe(lines);
        // The same text, short enough to stay in one piece, has the same blocks.
        const short = text.replaceAll(filler, 'word\n'.repeat(50).trimEnd());
        const whole = [...parseMarkdown(short)].flat();
        expect(nodes.map(({ type }) => type)).toEqual(whole.map(({ type }) => type));
        expect(nodes.map(({ line }) => line)).toEqual(whole.map(({ position }) => position?.start.line));
      }),
      { numRuns: 15 },
    );
  });
});
