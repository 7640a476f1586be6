import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { stringify } from 'yaml';
import { noShell, readShipped } from './shipped-testing.ts';

/** Comes with Prometheus. */
const PROMTOOL = process.env.PROMTOOL_BINARY ?? 'promtool';

it('[B42] asks in PromQL that Prometheus itself can read', async () => {
  const queries = [...(await readShipped(noShell))].flatMap(([file, { runbook }]) =>
    runbook.blocks.flatMap((block) => (block.type === 'code' && block.language === 'promql' ? [{ file, block }] : [])),
  );
  expect(queries.length).toBeGreaterThan(20);
  for (const { file, block } of queries) expect(block.text, `${file}:${block.line}`).not.toMatch(/<[a-z-]+>|\$/);
  const folder = mkdtempSync(join(tmpdir(), 'queries-'));
  try {
    const rules = queries.map(({ file, block }) => ({
      record: 'q',
      expr: block.text,
      labels: { at: `${file}:${block.line}` },
    }));
    const path = join(folder, 'queries.yaml');
    writeFileSync(path, stringify({ groups: [{ name: 'shipped', rules }] }));
    const { status, stdout, stderr, error } = spawnSync(PROMTOOL, ['check', 'rules', path], { encoding: 'utf8' });
    expect({ error, status, stderr }).toEqual({ error: undefined, status: 0, stderr: '' });
    expect(stdout).toContain(`${queries.length} rules found`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
