import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import { readRunbook } from '../library/content.ts';
import { type RiskRules, readRiskRules } from '../risk/rules.ts';
import { loadBashParser } from '../shell/bash.ts';
import type { ParseShell } from '../shell/script.ts';
import { madeUpRunbook } from './corpus-testing.ts';

const root = resolve(import.meta.dirname, '../../..');
let rules: RiskRules;
let parseShell: ParseShell;
beforeAll(async () => {
  rules = readRiskRules(readFileSync(join(root, 'resources/risk/rules.yaml'), 'utf8'));
  parseShell = await loadBashParser();
});

function read(bytes: Uint8Array) {
  const content = readRunbook({ id: 'team:x', bytes, fallbackTitle: 'x' }, { parseShell, rules });
  if (!content.ok) throw new Error(content.error.message);
  return content.value.runbook;
}

/** As an editor of each kind would have saved it. */
const encodings = {
  utf8: (text: string) => Buffer.from(text),
  windows: (text: string) => Buffer.from(`\uFEFF${text.replaceAll('\n', '\r\n')}`),
  utf16: (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le'),
  latin1: (text: string) => Buffer.from(text.replace(/[\u0100-\uffff]/g, '?'), 'latin1'),
};

it('[B58] finds every command of made-up runbooks with the habits of real ones, and takes no output for one', () => {
  const atMargin = (text: string) => text.replace(/^[ \t]+/gm, '');
  fc.assert(
    fc.property(madeUpRunbook(14), fc.constantFrom(...Object.values(encodings)), (made, encode) => {
      const { steps, items, blocks } = read(encode(made.text));
      expect(steps.map(({ command }) => atMargin(command))).toEqual(made.commands);
      expect(items).toHaveLength(made.items);
      const seen = steps.map(({ expectedOutput }) => expectedOutput ?? '').join('\n');
      for (const line of made.output) expect(seen).toContain(line.trim());
      const written = made.text.split('\n');
      for (const { line, command, title, parsed } of steps) {
        expect(written[line - 1]).toContain(command.split('\n')[0]);
        expect({ titled: title !== '', parsed }).toEqual({ titled: true, parsed: true });
      }
      expect(blocks.filter(({ type }) => type === 'step')).toHaveLength(steps.length);
    }),
    { numRuns: 50, seed: 5 },
  );
});

const folders = [join(root, 'resources/runbooks'), resolve(root, '../shared/samples/runbooks')].filter(existsSync);
const documents = folders.flatMap((folder) =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.md'))
    .map((name) => ({ name, bytes: readFileSync(join(folder, name)) })),
);

it('[B58] loses no line of a shell block of the runbooks at hand: the shipped ones, and those of other teams', () => {
  expect(documents.length).toBeGreaterThan(0);
  for (const { bytes } of documents) {
    const { steps } = read(bytes);
    const isCode = (line: string) => line !== '' && !line.startsWith('#');
    const linesOf = (text: string) => text.split('\n').map((line) => line.trim());
    const fences = bytes.toString().matchAll(/^ *```(bash|sh|console)\b.*\n([\s\S]*?)^ *```$/gm);
    const written = [...fences].flatMap(([, language, block = '']) =>
      language === 'console'
        ? linesOf(block).flatMap((line) => (line.startsWith('$ ') ? [line.slice(2)] : []))
        : linesOf(block).filter(isCode),
    );
    const found = steps.flatMap(({ command }) => linesOf(command).filter(isCode));
    expect(found).toEqual(written);
    expect(steps.every(({ parsed }) => parsed)).toBe(true);
  }
});

it('[B58] reads the runbooks of other teams as a person reads them', async () => {
  // Where they are not at hand, the shipped ones stand in: they have headings above every step.
  const others = documents.filter(({ name }) => name.startsWith('incident-response'));
  const outline = (others.length > 0 ? others : documents).map(({ name, bytes }) => {
    const { steps, items, links, mentions, problems } = read(bytes);
    const places = steps.map(({ line, section, condition, title, command, parameters }) =>
      [line, section.join(' > '), condition ?? '', title, command, parameters.join(' ')].join(' | '),
    );
    for (const { section } of steps) expect(section.length).toBeGreaterThan(0);
    return [name, ...places, ...[items, links, mentions, problems].map((list) => JSON.stringify(list))].join('\n');
  });
  if (others.length > 0) await expect(outline.join('\n\n')).toMatchFileSnapshot('corpus.snapshot.txt');
});
