import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { repairFences } from './fences.ts';
import { type MarkdownNode, parseMarkdown } from './markdown.ts';

/** The text of every code block, by language, and where it begins in the file; the headings; and the warnings' lines. */
function outline(...lines: string[]) {
  const { text, lineOf, problems } = repairFences(lines.join('\n'));
  const nodes = [...parseMarkdown(text)].flat();
  const blocks: string[] = [];
  const visit = (node: MarkdownNode): void => {
    if (node.type === 'code') {
      const line = lineOf(node.position?.start.line ?? 0);
      blocks.push(`${line} ${node.lang ?? '-'}: ${node.value.replaceAll('\n', '|')}`);
    }
    if ('children' in node) for (const child of node.children) visit(child);
  };
  nodes.forEach(visit);
  return {
    blocks,
    headings: nodes.filter(({ type }) => type === 'heading').map(({ position }) => lineOf(position?.start.line ?? 0)),
    problems: problems.map(({ level, line }) => `${level} ${line}`),
  };
}

describe('a fence that nobody closed', () => {
  it('[B50] ends at the heading below it, and what follows is read as it was meant', () => {
    expect(outline('```bash', 'ls', '', '## Next', '', '```bash', 'df', '```', '', '```', 'x', '```')).toEqual({
      blocks: ['1 bash: ls', '6 bash: df', '10 -: x'],
      headings: [4],
      problems: ['warning 1'],
    });
  });

  it('[B50] ends at a label or at the next fence, and at a heading where no fence follows', () => {
    expect(outline('```sh', 'ls', '', '**If full:**', '', '```sh', 'df', '```')).toEqual({
      blocks: ['1 sh: ls', '6 sh: df'],
      headings: [],
      problems: ['warning 1'],
    });
    expect(outline('```yaml', 'a: 1', '```bash', 'df', '```').blocks).toEqual(['1 yaml: a: 1', '3 bash: df']);
    expect(outline('```bash', '# a comment', 'ls', '', '## Next', 'Text').headings).toEqual([5]);
  });

  it('[B50] goes to the end of the file when nothing tells its end, which is an error', () => {
    expect(outline('# T', '```bash', 'ls', '# comment')).toEqual({
      blocks: ['2 bash: ls|# comment'],
      headings: [1],
      problems: ['error 2'],
    });
  });

  it('[B50] ends with the list item or quotation around it', () => {
    expect(outline('1. a', '   ```bash', '   ls', '2. b', '   ```bash', '   df', '   ```')).toEqual({
      blocks: ['2 bash: ls', '5 bash: df'],
      headings: [],
      problems: ['warning 2'],
    });
    expect(outline('1. a', '   ```bash', 'ls', '1. b', '   ```sh', 'df', '', 'Text').blocks).toEqual([
      '2 bash: ls',
      '5 sh: df',
    ]);
    expect(outline('> ```bash', '> ls', '', '```bash', 'df', '```')).toEqual({
      blocks: ['1 bash: ls', '4 bash: df'],
      headings: [],
      problems: ['warning 1'],
    });
  });
});

describe('a template', () => {
  it('[B51] that holds fences of its own stays one block, and the rest of the file stays in step', () => {
    expect(
      outline('```markdown', '# P', '```sql', 'SELECT 1;', '```', 'x', '```', '# H', '```bash', 'ls', '```'),
    ).toEqual({
      blocks: ['1 markdown: # P|```sql|SELECT 1;|```|x', '9 bash: ls'],
      headings: [8],
      problems: ['warning 1'],
    });
  });

  it('[B51] may be a heredoc of a command', () => {
    expect(outline('```bash', 'cat >x <<EOF', '```sql', '1', '```', 'EOF', '```', '```sh', 'ls', '```').blocks).toEqual(
      ['1 bash: cat >x <<EOF|```sql|1|```|EOF', '8 sh: ls'],
    );
  });

  it('[B51] without a language hides no command', () => {
    expect(outline('```', 'out', '```bash', 'ls', '```', '', '```', 'plain', '```').blocks).toEqual([
      '1 -: out',
      '3 bash: ls',
      '7 -: plain',
    ]);
  });
});

describe('a block in a list', () => {
  it('[B52] whose lines or closing fence stand further out stays whole', () => {
    expect(outline('1. a', '   ```bash', 'ls', 'df', '   ```', '2. b', '   ```sh', '   id', '```', 'end')).toEqual({
      blocks: ['2 bash: ls|df', '7 sh: id'],
      headings: [],
      problems: ['warning 3', 'warning 9'],
    });
  });
});

describe('fences that pair up', () => {
  it('[B50] are left alone: longer ones around shorter ones, in comments, indented code, other marks', () => {
    const texts = [
      ['````md', '```bash', 'ls', '```', '````', '```sh', 'df', '```'],
      ['<!--', '```bash', 'hidden', '-->', '```sh', 'df', '```'],
      ['    ```bash', '', '```sh', 'df', '```'],
      ['~~~md', '```bash', '~~~', '```sh', 'df', '```'],
      ['- a', '  - b', '    ```sh', '    df', '    ```', '', '  c', '```', 'x', '```'],
      ['1. a', '', '\t```sh', '\tdf', '\t```'],
    ];
    for (const text of texts)
      expect(repairFences(text.join('\n'))).toMatchObject({ text: text.join('\n'), problems: [] });
  });

  it('[B50] every text keeps its lines in their order, whatever is repaired', () => {
    const line = fc.constantFrom(
      '```',
      '```bash',
      '~~~',
      '```md',
      '# H',
      '## H',
      '- a',
      '  ```',
      '> ```',
      '',
      'ls',
      '   x',
      '1. b',
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 30 }), (lines) => {
        const { text, lineOf, problems } = repairFences(lines.join('\n'));
        const repaired = text.split('\n');
        const written = repaired.filter((_, at) => at === 0 || lineOf(at + 1) !== lineOf(at));
        // Only indentation and the length of fences may change.
        const essence = (text: string) => text.trimStart().replace(/^(`{3}|~{3})[`~]*/, '$1');
        expect(written.map(essence)).toEqual(lines.length === 0 ? [''] : lines.map(essence));
        for (const problem of problems) expect(problem.line).toBeLessThanOrEqual(lines.length);
      }),
      { numRuns: 300 },
    );
  });
});
