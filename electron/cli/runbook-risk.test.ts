import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { locateProgram } from '../hosts/locate.ts';
import { runCommandLine } from './run.ts';

let dataDir = '';
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'war-room-cli-risk-'));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

async function risk(...args: string[]) {
  const lines = { out: [] as string[], told: [] as string[] };
  const io = { out: (text: string) => void lines.out.push(text), tell: (line: string) => void lines.told.push(line) };
  const env = { WAR_ROOM_DATA_DIR: dataDir };
  const code = await runCommandLine({ args: ['runbook', 'risk', ...args], io, env, files: locateProgram() });
  return { code, ...lines };
}

it("[B93] says how risky a command is, by the team's rules too, and runs nothing", async () => {
  mkdirSync(join(dataDir, 'risk'));
  const path = join(dataDir, 'risk', 'rules.yaml');
  writeFileSync(path, 'version: 1\nreadOnly:\n  - { programs: [shopctl], words: [status] }\n');
  expect(await risk('shopctl status; kubectl delete pod <pod>; touch x')).toEqual({
    code: 0,
    out: [
      'read-only: shopctl status',
      '  every command in it only reads',
      'dangerous: kubectl delete pod <pod>',
      '  it deletes objects of the cluster; type "<pod>" to confirm',
      'changes state: touch x',
      '  touch, as it is called here, is not on the list of what only reads',
    ],
    told: [],
  });
  writeFileSync(path, 'version: 1\nreadonly: []\n');
  const broken = await risk('--json', 'shopctl status');
  expect(broken).toMatchObject({
    code: 0,
    told: [`${path}:2: readonly is not known here; did you mean readOnly?`],
  });
  expect(JSON.parse(broken.out.join(''))).toMatchObject([
    { command: 'shopctl status', risk: { level: 'changes state' } },
  ]);
  expect(await risk('  # nothing')).toMatchObject({ code: 2, out: [] });
});
