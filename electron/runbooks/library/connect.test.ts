import { describe, expect, it } from 'vitest';
import type { Runbook, RunbookLink } from '#shared/domain/runbook.ts';
import { categorize, connectLinks, isListed } from './connect.ts';

const link = (href: string, more: Partial<RunbookLink> = {}): RunbookLink => ({ href, text: href, line: 1, ...more });
const runbook = (more: Partial<Runbook> = {}): Runbook => ({
  id: 'team:x',
  title: 'X',
  alerts: [],
  services: [],
  parameters: [],
  steps: [],
  items: [],
  links: [],
  mentions: [],
  blocks: [],
  problems: [],
  ...more,
});
const step: Runbook['steps'][number] = {
  id: 'look',
  title: 'Look',
  section: [],
  command: 'uptime',
  line: 1,
  parameters: [],
  risk: { level: 'read-only', reason: '' },
  parsed: true,
};

const ids: Readonly<Record<string, string>> = {
  '/team/api.md': 'team:api',
  '/team/db/pool full.md': 'team:db/pool full',
  '/team/db/README.md': 'team:db/README',
  '/team/old.markdown': 'team:old',
  '/other/secret.md': 'folder:1/secret',
};
const idOf = (path: string) => ids[path];

describe('links between runbooks', () => {
  it.each([
    ['../api.md', 'team:api'],
    ['../api.md?plain=1#step-2', 'team:api'],
    ['../api', 'team:api'],
    ['./pool%20full.md', 'team:db/pool full'],
    ['/api.md', 'team:api'],
    ['/old', 'team:old'],
    ['.', 'team:db/README'],
    ['../../other/secret.md', 'folder:1/secret'],
    ['../nowhere.md', undefined],
    ['#here', undefined],
    ['', undefined],
    ['%ff%.md', undefined],
    ['https://example.com/api.md', undefined],
    ['//example.com/api.md', undefined],
    ['file:///team/api.md', undefined],
    ['../api.md%00', undefined],
  ])('[B39] %j leads to %s', (href, id) => {
    const place = { path: '/team/db/here.md', root: '/team' };
    // What stood there before is not believed.
    const links = [link(href, { runbookId: 'team:stale' })];
    const index = [{ title: 'Databases', links }];
    const connected = connectLinks(runbook({ links, index }), place, idOf);
    const expected = id === undefined ? link(href) : link(href, { runbookId: id });
    expect(connected.links).toEqual([expected]);
    expect(connected.index).toEqual([{ title: 'Databases', links: [expected] }]);
  });
});

it('[B39] a category is that of the first index that lists the file, else the directory it lies in', () => {
  const file = (name: string, of?: Runbook) => ({
    id: `team:${name}`,
    path: `/team/${name}.md`,
    root: '/team',
    name,
    runbook: of,
  });
  const first = runbook({
    index: [
      { title: '', links: [link('top.md')] },
      { title: 'Data stores', links: [link('db/pool full.md'), link('nowhere.md')] },
    ],
  });
  const second = runbook({ index: [{ title: 'Second', links: [link('db/pool full.md'), link('api.md')] }] });
  const files = [
    file('b-index', second),
    file('a-index', first),
    file('api'),
    file('top'),
    file('db/pool full'),
    file('db/deep/x'),
  ];
  expect(Object.fromEntries(categorize(files, idOf))).toEqual({
    'team:db/pool full': 'Data stores',
    'team:api': 'Second',
    'team:db/deep/x': 'db/deep',
  });
});

it('[B38] a README or changelog is listed only where it is an index or has something to do', () => {
  expect(isListed('docs/README', runbook())).toBe(false);
  expect(isListed('CHANGELOG', runbook())).toBe(false);
  expect(isListed('README', runbook({ index: [] }))).toBe(true);
  expect(isListed('README', runbook({ steps: [step] }))).toBe(true);
  expect(isListed('readme', runbook({ items: [{ id: 'a', text: 'Look', section: [], line: 1 }] }))).toBe(true);
  expect(isListed('README', runbook({ alerts: ['Down'] }))).toBe(true);
  expect(isListed('README', undefined)).toBe(true);
  expect(isListed('readme-first', runbook())).toBe(true);
});
