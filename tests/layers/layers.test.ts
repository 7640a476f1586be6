import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
const folders: string[] = [];

/** Lays out a small tree, runs the project's own layer check over it, and returns the names of the broken rules. */
function brokenRules(files: Record<string, string>): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'layers-'));
  folders.push(folder);
  const base = {
    'node_modules/electron/package.json': '{"name":"electron","version":"1.0.0","main":"index.js"}',
    'node_modules/electron/index.js': 'export const app = 1;',
    'package.json': '{"type":"module"}',
  };
  for (const [path, text] of Object.entries({ ...base, ...files })) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const { stdout } = spawnSync(
    process.execPath,
    [
      join(root, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs'),
      '--config',
      join(root, '.dependency-cruiser.mjs'),
      '--output-type',
      'json',
      ...new Set(Object.keys(files).map((path) => path.split('/')[0] ?? '')),
    ],
    { cwd: folder, encoding: 'utf8' },
  );
  const { summary } = JSON.parse(stdout) as {
    summary: { totalCruised: number; violations: { rule: { name: string } }[] };
  };
  expect(summary.totalCruised).toBeGreaterThan(0);
  return [...new Set(summary.violations.map(({ rule }) => rule.name))].sort();
}

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

describe('the import rule', () => {
  it('[A1] lets electron and renderer import shared', () => {
    const files = {
      'shared/domain/x.ts': 'export const x = 1;',
      'electron/metrics/index.ts': "import { x } from '../../shared/domain/x.ts';\nexport const y = x;",
      'renderer/app/z.ts': "import { x } from '../../shared/domain/x.ts';\nexport const z = x;",
    };
    expect(brokenRules(files)).toEqual([]);
  });

  const x = 'export const x = 1;\nexport type X = number;';
  it.each([
    [
      'shared importing electron',
      'shared-imports-nothing-of-ours',
      { 'electron/x.ts': x, 'shared/y.ts': "export { x } from '../electron/x.ts';" },
    ],
    [
      'electron importing renderer',
      'electron-not-renderer',
      { 'renderer/x.ts': x, 'electron/y.ts': "export { x } from '../renderer/x.ts';" },
    ],
    [
      'renderer importing electron',
      'renderer-not-electron',
      { 'electron/x.ts': x, 'renderer/y.ts': "export { x } from '../electron/x.ts';" },
    ],
    [
      'a type of electron in renderer',
      'renderer-not-electron',
      { 'electron/x.ts': x, 'renderer/y.ts': "import type { X } from '../electron/x.ts';\nexport const y: X = 1;" },
    ],
    [
      'a service reaching into another',
      'services-through-their-index',
      { 'electron/journal/x.ts': x, 'electron/metrics/y.ts': "export { x } from '../journal/x.ts';" },
    ],
    [
      'a feature reaching into another',
      'features-through-their-index',
      {
        'renderer/features/metrics/x.ts': x,
        'renderer/features/timeline/y.ts': "export { x } from '../metrics/x.ts';",
      },
    ],
    [
      'a component knowing the store',
      'components-know-no-store',
      { 'renderer/store/x.ts': x, 'renderer/components/y.ts': "export { x } from '../store/x.ts';" },
    ],
    [
      'the electron package in a service',
      'electron-only-in-its-host',
      { 'electron/metrics/y.ts': "import { app } from 'electron';\nexport const y = app;" },
    ],
    [
      'Node in shared',
      'no-node-in-the-page',
      { 'shared/y.ts': "import { join } from 'node:path';\nexport const y = join;" },
    ],
    [
      'a test imported by the product',
      'product-not-tests',
      { 'tests/x.ts': x, 'electron/y.ts': "export { x } from '../tests/x.ts';" },
    ],
  ])('[A1] catches %s', (_name, rule, files) => {
    expect(brokenRules(files)).toEqual([rule]);
  });
});
