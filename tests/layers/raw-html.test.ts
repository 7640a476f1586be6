import { globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
const rawHtml =
  /dangerouslySetInnerHTML|\b(?:inner|outer)HTML\s*=|insertAdjacentHTML|document\.write\b|createContextualFragment|srcdoc/i;

it('[T21] no part of the page sets HTML from text', () => {
  const sources = globSync('renderer/**/*.{ts,tsx}', { cwd: root }).filter((path) => !/\.test\.tsx?$/.test(path));
  expect(sources.length).toBeGreaterThan(100);
  expect(sources.filter((path) => rawHtml.test(readFileSync(resolve(root, path), 'utf8')))).toEqual([]);
});

it('[T21] knows raw HTML when it sees it', () => {
  expect('<div dangerouslySetInnerHTML={{ __html: text }} />').toMatch(rawHtml);
  expect('node.innerHTML = text;').toMatch(rawHtml);
  expect("node.insertAdjacentHTML('beforeend', text);").toMatch(rawHtml);
});
