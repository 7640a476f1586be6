import fc from 'fast-check';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { describe, expect, it } from 'vitest';
import { showInvisible } from '#shared/domain/visible-text.ts';
import { codeSpan, escapeText, fencedBlock, tidyBlankLines } from './markdown-text.ts';

const parse = (markdown: string) => unified().use(remarkParse).use(remarkGfm).parse(markdown);

function textOf(node: object): string {
  if ('value' in node && typeof node.value === 'string') return node.value;
  return 'children' in node && Array.isArray(node.children) ? node.children.map(textOf).join('') : '';
}

const typesOf = (node: object): string[] => [
  ...('type' in node ? [String(node.type)] : []),
  ...('children' in node && Array.isArray(node.children) ? node.children.flatMap(typesOf) : []),
];

const nasty = fc.string({
  unit: fc.constantFrom(
    ...'\\`*_{}[]()<>#+-.!|~&;:=/"\'$@ \t\nab1é😀',
    '&amp;',
    '<b>',
    '](x)',
    '~~',
    '```',
    'http://a.b',
    '**',
    '1. ',
    '- ',
    '+ ',
    '# ',
    '### ',
    '---',
    '===',
    '2) ',
  ),
  maxLength: 30,
});
const oneLine = (text: string) =>
  showInvisible(text)
    .replace(/\s*\n\s*/g, ' ')
    .replace(/\t/g, ' ')
    .trim();

describe('text in a document', () => {
  it.each([
    'Error rate is 12.4 % since 14:02 (p95 < 500 ms, was 3 s).',
    '-0.5',
    '0.1',
    '#42 is fixed',
    "Rolled back to v1.2.3; it's better now: 200 OK!",
    'kubectl_get_pods -n shop & wait > 5 min',
    'Größe 😀 "quoted" #incident-42 @ada {x} $HOME a/b C:\\temp 3 * 4',
  ])('[X1] leaves ordinary text as it was typed: %s', (text) => {
    expect(escapeText(text)).toBe(text);
  });

  it('[X1] can not become markup, whatever was typed, in a paragraph or in a table', () => {
    fc.assert(
      fc.property(nasty, (typed) => {
        const expected = oneLine(typed);
        const paragraph = parse(`x ${escapeText(typed)} x`);
        expect(textOf(paragraph)).toBe(`x ${expected}${expected === '' ? ' ' : ' '}x`.replace(/^x {2}x$/, 'x  x'));
        const own = parse(escapeText(typed));
        expect(textOf(own)).toBe(expected);
        expect(typesOf(own).filter((type) => !['root', 'paragraph', 'text', 'link'].includes(type))).toEqual([]);
        const table = parse(`| a | b |\n|---|---|\n| ${escapeText(typed)} | end |`);
        const [, row] =
          'children' in (table.children[0] ?? {}) ? (table.children[0] as { children: object[] }).children : [];
        const cells = row && 'children' in row && Array.isArray(row.children) ? row.children.map(textOf) : [];
        expect(cells).toEqual([expected, 'end']);
      }),
      { numRuns: 2_000 },
    );
  });

  it('[X2] keeps evidence inside its fence, byte for byte', () => {
    fc.assert(
      fc.property(
        fc.array(nasty).map((lines) => lines.join('\n')),
        (output) => {
          const tree = parse(`before\n\n${fencedBlock(output, 'console')}\n\nafter\n`);
          expect(tree.children.map(({ type }) => type)).toEqual(['paragraph', 'code', 'paragraph']);
          expect(textOf(tree.children[1] ?? {})).toBe(showInvisible(output).replace(/\n+$/, ''));
          expect(tidyBlankLines(`${fencedBlock(output, 'x')}\n\n\n\nend`)).toBe(`${fencedBlock(output, 'x')}\n\nend\n`);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('[X2] shows a command as code whatever backticks and pipes it holds', () => {
    fc.assert(
      fc.property(nasty, (command) => {
        const table = parse(`| a | b |\n|---|---|\n| ${codeSpan(command)} | end |`);
        const [, row] = (table.children[0] as { children: { children: object[] }[] }).children;
        const cells = row?.children.map(textOf) ?? [];
        expect(cells[1]).toBe('end');
      }),
      { numRuns: 500 },
    );
    expect(codeSpan('a | b `c`')).toBe('`` a \\| b `c` ``');
  });

  it('[X3] shows control and bidi characters instead of obeying them', () => {
    expect(showInvisible('a\u001b[31mred\u0000\u202egnp\uD800')).toBe('a␛[31mred␀[U+202E]gnp\uFFFD');
  });
});
