import { globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { citedRules, disagreements, listedRules } from './rules.ts';

const root = resolve(import.meta.dirname, '../..');

/** Every cited id with one of the files that cite it; the samples in this file are none. */
function citationsOfTheTests(): ReadonlyMap<string, string> {
  const files = globSync('{shared,electron,renderer,tests}/**/*.test.{ts,tsx}', { cwd: root });
  const own = join('tests', 'spec', 'spec.test.ts');
  return new Map(
    files
      .filter((file) => file !== own)
      .flatMap((file) => citedRules(readFileSync(join(root, file), 'utf8')).map((id) => [id, file] as const)),
  );
}

describe('docs/SPEC.md', () => {
  it('lists every rule that a test cites, and a test cites every rule that it lists as proven', () => {
    const cited = citationsOfTheTests();
    expect(cited.size).toBeGreaterThan(100);
    expect(disagreements(listedRules(readFileSync(join(root, 'docs/SPEC.md'), 'utf8')), cited)).toEqual([]);
  });
});

describe('the check', () => {
  const spec = '# Rules\n- **J1** One.\n- **J2** Two, unlike J9.\n## Not yet cited by a test\n- **T7** Later.\n';

  it('finds citations in front of names only, several to a name, in any quotes', () => {
    const source = [
      "it('[J1] is one', () => {});",
      'describe("[J2][T7] are two", () => {});',
      "it.each([['[x] y']])(",
      '  `[R11] is a template: %s`,',
      "// [A1] in a comment; it('is not [A2] in front')",
      "const keys = ['[B1]', '[b2] small', '[WCAG 2.2 AA] other'];",
    ].join('\n');
    expect(citedRules(source)).toEqual(['J1', 'J2', 'T7', 'R11']);
  });

  it('is content when both say the same', () => {
    expect(listedRules(spec)).toEqual({ proven: ['J1', 'J2'], unproven: ['T7'] });
    const cited = new Map(['J1', 'J2'].map((id) => [id, 'x.test.ts']));
    expect(disagreements(listedRules(spec), cited)).toEqual([]);
  });

  it('names what is missing on either side, listed twice, or proven by now', () => {
    const cited = new Map(['J1', 'J3', 'T7'].map((id) => [id, 'x.test.ts']));
    expect(disagreements(listedRules(`- **J1** Again.\n${spec}`), cited)).toEqual([
      'J1 is listed twice',
      'J3 is cited by x.test.ts, not listed',
      'J2 is listed, and no test cites it',
      'T7 is cited by x.test.ts: move its line up',
    ]);
  });
});
