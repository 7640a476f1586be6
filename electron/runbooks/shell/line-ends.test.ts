import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadBashParser } from './bash.ts';
import type { ParseShell } from './script.ts';

let parseShell: ParseShell;
beforeAll(async () => {
  parseShell = await loadBashParser();
});

const statements = (text: string) => parseShell(text).statements.map(({ start, end }) => text.slice(start, end));

describe('a line that ends', () => {
  it('[B2] ends its statement behind a pipeline too, whatever the next line holds', () => {
    const first = 'ls | grep x | head -3';
    for (const next of ['rm -rf y && echo gone', 'rm -rf y || true', 'rm -rf y 2>&1 | tail', 'rm > y', 'a | b | c']) {
      for (const between of ['\n', '\n\n', '\n# why\n', ' # why\n', ' # why \\\n', '\n# one\n\n# two\n  ', ' \n \n']) {
        const text = `${first}${between}${next}`;
        const script = parseShell(text);
        expect(statements(text), text).toEqual([first, next]);
        expect(script.valid, text).toBe(true);
        expect(
          script.comments.map(({ start, end }) => text.slice(start, end).trim()),
          text,
        ).toEqual(between.match(/#.*/g)?.map((comment) => comment.trim()) ?? []);
        expect(script.statements[1]?.commands[0]?.words[0]?.text, text).toMatch(/^(rm|a)$/);
      }
    }
  });

  it('[B2] does not end what goes on below', () => {
    for (const text of [
      'ls | grep x | \\\n  head -3 && echo a',
      'a | b |\n# why\nc 2>&1 | d',
      'for x in a b; do\n  ls | wc -l | cat\n  rm "$x" 2>&1 && echo\ndone',
      'cat <<EOF | b | c\nx | y | z\nw && v\nEOF',
      'a | b | c "one\ntwo" && d',
      'x=(\n  a # one\n  b\n)',
      '[[ -f a &&\n -f b ]] && c',
    ]) {
      expect(statements(text), text).toEqual([text]);
    }
  });

  it('[B2] ends it in any sequence of statements', () => {
    const statement = fc.constantFrom(
      'a',
      'a -x 1',
      'a | b',
      'a | b -y | c',
      'a | b | c | d',
      'a && b',
      'a || b | c',
      'a 2>/dev/null | b',
      'a 2>&1',
      'a > f',
      'a | b | c > f',
      'a < f | b && c',
      'X=1 a | b',
      '[ 2 -lt 3 ]',
      '[ -f x ] && a | b',
      '[[ -f x ]] || a',
      'for x in a; do b | c | d; done',
      'if a | b; then c 2>&1; fi',
      'echo "a\nb" | c | d',
      'a \\\n  b | c | d',
      'export A=1',
      'cat <<EOF\nx | y\nEOF',
    );
    const separator = fc.constantFrom('\n', '\n\n', '\n# note\n');
    fc.assert(
      fc.property(fc.array(fc.tuple(statement, separator), { minLength: 2, maxLength: 5 }), (parts) => {
        const text = parts.map(([command, end]) => command + end).join('');
        expect(statements(text), text).toEqual(parts.map(([command]) => command));
      }),
      { numRuns: 200 },
    );
  });
});
