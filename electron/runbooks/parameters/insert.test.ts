import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { anyText } from '#shared/domain/test-text.ts';
import { loadBashParser } from '../shell/bash.ts';
import type { ParseShell } from '../shell/script.ts';
import { insertParameters } from './insert.ts';

let parseShell: ParseShell;
beforeAll(async () => {
  parseShell = await loadBashParser();
});

function fill(
  template: string,
  values: Record<string, string>,
  options: { declared?: string[]; secrets?: string[]; raw?: string[] } = {},
) {
  return insertParameters({
    template,
    declared: new Set(options.declared),
    values,
    secrets: new Set(options.secrets),
    raw: new Set(options.raw),
    parseShell,
  });
}

function commandLine(template: string, values: Record<string, string>): string {
  const filled = fill(template, values);
  if (!filled.ok) throw new Error(filled.error.message);
  return filled.value.commandLine;
}

/** Every line in one real bash, with history expansion on as in a terminal; the words that `words` was called with. */
function runInBash(lines: readonly string[]): string[][] {
  const script = ['set -o history; set -o histexpand; cd /', `words() { printf '%s\\0' "$#" "$@"; }`, ...lines].join(
    '\n',
  );
  const run = spawnSync('bash', ['--norc', '--noprofile', '-s'], {
    input: `${script}\n`,
    env: { PATH: process.env.PATH, HISTFILE: '/dev/null', LC_ALL: 'C.UTF-8' },
    maxBuffer: 1 << 28,
  });
  const parts = run.stdout.toString('utf8').split('\0');
  const calls: string[][] = [];
  for (let at = 0; at < parts.length - 1; ) {
    const count = Number(parts[at]);
    calls.push(parts.slice(at + 1, at + 1 + count));
    at += count + 1;
  }
  return calls;
}

const nasty: readonly string[] = [
  '',
  '-rf',
  '--',
  '~',
  '~root',
  '*',
  '[a]',
  '{a,b}',
  '{1..3}',
  '$(rm -rf ~)',
  '`id`',
  `\${HOME}`,
  "'; rm -rf ~; '",
  '"; rm -rf ~; "',
  ';',
  '&',
  '|',
  '#',
  '!',
  '!!',
  '!x',
  '!$',
  '^a^b',
  '\\',
  "\\'",
  'a\\',
  '\n',
  'a\n',
  '\n\n',
  '\t',
  '\r\n',
  ' ',
  ' a ',
  'a=b',
  'EOF',
  '\nEOF\n',
  '%s',
  '\\n',
  '\\x41',
  '\uFEFF',
  'a\u202Etxt.exe\u2066',
  'e\u0301\u0300\u0323',
  '👩‍👩‍👧‍👦🏳️‍🌈',
  '\u{10FFFF}',
  '\u001b[201~rm -rf ~\r',
  '\u0003\u0004\u0015\u007f',
  '"\'`$\\!'.repeat(100),
  'x'.repeat(10_000),
  "'".repeat(2_000),
];
const inShells = fc.string({
  unit: fc.constantFrom(...`'"\\$\`!()<>|&;*?[]{}~#=-%^, \t\n\r\u001b\u007f\u202e\u200b\u2028é😀aEOF`),
  maxLength: 20,
});

/** Anything but NUL and lone surrogates; rich in what a shell could stumble over. */
const value = fc
  .oneof(anyText(40), inShells, fc.constantFrom(...nasty))
  .filter((text) => text.isWellFormed() && !text.includes('\0'));
const MANY = 250;

const templates: readonly [template: string, expected: (value: string) => string[]][] = [
  ['words <x>', (v) => [v]],
  ['words [POD_NAME]', (v) => [v]],
  ['words before<x> after', (v) => [`before${v}`, 'after']],
  ['words --name=<x>/y', (v) => [`--name=${v}/y`]],
  ['words "<x>"', (v) => [v]],
  ["words '<x>'", (v) => [v]],
  ['words "a <x> b" c', (v) => [`a ${v} b`, 'c']],
  ["words 'a <x> b' c", (v) => [`a ${v} b`, 'c']],
  ["words $'a\\t<x>' c", (v) => [`a\t${v}`, 'c']],
  [`words "it's <x>" 'say "<x>"'`, (v) => [`it's ${v}`, `say "${v}"`]],
  ['for i in <x>; do words "$i" <x>; done', (v) => [v, v]],
  ['words $PWD<x>', (v) => [`/${v}`]],
];
/** Bash forks for each of these, which takes its time: every tenth value is put there. */
const subshells: typeof templates = [
  ['words "$(printf %s_ "<x>")"', (v) => [`${v}_`]],
  ['words "$(printf %s_ <x>)" && true', (v) => [`${v}_`]],
  ['true | { words "$PWD<x>"; }', (v) => [`/${v}`]],
];
const heredocs: typeof templates = [
  ['IFS= read -rd \'\' text <<EOF\nname: <x>.\nEOF\nwords "$text"', (v) => [`name: ${v}.\n`]],
  ["IFS= read -rd '' text <<'EOF'\n<x>.\nEOF\nwords \"$text\"", (v) => [`${v}.\n`]],
];

/** What bash cannot be told in a heredoc without a risk. */
const notForHeredocs = /[\p{Cc}\p{Zl}\p{Zp}!]/u;

/** One bash for all of them: the words of every template with every value. */
function expectOneWordEach(values: readonly string[]) {
  const cases = values.flatMap((text, at) => {
    const places = [...templates, ...(at % 10 === 0 ? subshells : []), ...(notForHeredocs.test(text) ? [] : heredocs)];
    return places.map(([template, expected]) => ({ template, text, expected }));
  });
  const lines = cases.map(({ template, text }) => commandLine(template, { x: text, POD_NAME: text }));
  expect(lines.filter((line, at) => line.includes('\n') && !cases[at]?.template.includes('\n'))).toEqual([]);
  expect(runInBash(lines)).toEqual(cases.map(({ text, expected }) => expected(text)));
}

describe('inserting parameters', () => {
  it("[B10] delivers any value to real bash as exactly one word, bare and inside the template's own quotes", () => {
    expectOneWordEach(nasty);
    fc.assert(fc.property(fc.array(value, { minLength: MANY, maxLength: MANY }), expectOneWordEach), { numRuns: 2 });
  }, 60_000);

  it('[B10] keeps a heredoc a heredoc, and refuses a value that could end it', () => {
    const template = 'words "$(cat <<EOF\nname: <x>\nEOF\n)"';
    expect(runInBash([commandLine(template, { x: '$(id) `id` \\n "q"' })])).toEqual([['name: $(id) `id` \\n "q"']]);
    const quoted = 'words "$(cat <<\'EOF\'\n<x>\nEOF\n)"';
    expect(runInBash([commandLine(quoted, { x: '$(id) \\n' })])).toEqual([['$(id) \\n']]);
    for (const bad of ['a\nEOF\nrm -rf ~', '!!', 'a\r', 'a\u2028b']) {
      expect(fill(template, { x: bad })).toMatchObject({ ok: false, error: { code: 'parameter-missing' } });
    }
  });

  it('[B11] takes only plain values where no quoting is safe: backticks, expansions, what bash cannot parse', () => {
    for (const template of ['echo `ls <x>`', `echo "\${A:-<x>}"`, 'echo $((<x> + 1))', 'echo "<x>', 'ls ( <x>']) {
      expect(fill(template, { x: 'web-1' })).toMatchObject({ ok: true });
      for (const bad of ['$(id)', 'a b', "'", '"']) expect(fill(template, { x: bad })).toMatchObject({ ok: false });
    }
  });

  it('[B11] refuses NUL and lone surrogates, which no word can hold', () => {
    for (const bad of ['a\0b', '\uD800']) expect(fill('ls <x>', { x: bad })).toMatchObject({ ok: false });
  });

  it('[B12] names every parameter without a value', () => {
    expect(fill('kubectl -n <namespace> logs <pod-name> <pod-name>', { namespace: 'shop', other: 'x' })).toEqual({
      ok: false,
      error: {
        code: 'parameter-missing',
        message: 'The parameter "pod-name" of this step has no value.',
        action: 'Fill it in and run the step again.',
      },
    });
  });

  it('[B86] puts a raw value in as written, and quotes the others around it', () => {
    expect(fill('kubectl get pods <flags> -n <ns>', { flags: '-l a=b | head', ns: 'a b' }, { raw: ['flags'] })).toEqual(
      {
        ok: true,
        value: {
          commandLine: "kubectl get pods -l a=b | head -n 'a b'",
          recorded: "kubectl get pods -l a=b | head -n 'a b'",
        },
      },
    );
  });

  it('[B13] keeps secret values out of what is recorded', () => {
    expect(
      fill('vault operator unseal <key1> "<region>"', { key1: 's3cr3t v', region: 'eu west' }, { secrets: ['key1'] }),
    ).toEqual({
      ok: true,
      value: {
        commandLine: `vault operator unseal 's3cr3t v' ""'eu west'""`,
        recorded: `vault operator unseal [secret] ""'eu west'""`,
      },
    });
  });
});
