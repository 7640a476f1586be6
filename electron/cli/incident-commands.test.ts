import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { commandLine } from './test-support.ts';

interface Written {
  readonly kind: string;
  readonly payload: unknown;
}

it('[W4] does with an incident what the window does', async () => {
  const { run, scratch } = commandLine();
  const id = (
    await run('incident', 'declare', '--title', 'Checkout down', '--severity', 'SEV-1', '--actor', 'Ada')
  ).stdout.trim();
  const other = (await run('incident', 'declare', '--title', 'Same again', '--severity', 'SEV-2')).stdout.trim();
  const file = join(scratch, 'notes.csv');
  writeFileSync(file, 'a,b\n');
  const write = async (...args: string[]): Promise<Written[]> => {
    const ran = await run('incident', ...args, '--json');
    expect([args, ran.code, ran.stderr]).toEqual([args, 0, '']);
    return JSON.parse(ran.stdout).events.map(({ kind, payload }: Written) => ({ kind, payload }));
  };

  expect(await write('ack', id, '--level', 'L1')).toEqual([{ kind: 'acknowledged', payload: { level: 'L1' } }]);
  expect(await write('severity', id, 'SEV-2', '--reason', 'fewer users')).toEqual([
    { kind: 'severityChanged', payload: { from: 'SEV-1', to: 'SEV-2', reason: 'fewer users' } },
  ]);
  expect(await write('time', id, 'started', '2026-01-02T03:04:05Z', '--reason', 'logs')).toEqual([
    {
      kind: 'timestampSet',
      payload: { moment: 'startedAt', at: Date.UTC(2026, 0, 2, 3, 4, 5), reason: 'logs' },
    },
  ]);
  expect(await write('details', id, '--service', 'api', '--service', 'shop', '--link', 'ticket=OPS-7')).toEqual([
    { kind: 'detailsChanged', payload: { changes: { services: ['api', 'shop'], links: { ticket: 'OPS-7' } } } },
  ]);
  const [handover] = await write('role', id, 'incident commander', 'Jon', '--note', 'mind the queue');
  expect(handover).toMatchObject({ kind: 'roleHandedOver', payload: { from: 'Ada', to: 'Jon' } });
  expect(await write('role', id, 'scribe', 'Kim')).toEqual([
    { kind: 'roleAssigned', payload: { role: 'scribe', personName: 'Kim' } },
  ]);
  expect(await write('join', id, 'Bo')).toEqual([{ kind: 'responderJoined', payload: { personName: 'Bo' } }]);
  expect(await write('leave', id, 'Bo')).toEqual([{ kind: 'responderLeft', payload: { personName: 'Bo' } }]);
  expect(await write('escalate', id, 'L2', '--contact', '+49 30 1')).toMatchObject([
    { kind: 'escalated', payload: { level: 'L2', contact: '+49 30 1' } },
  ]);
  expect(await write('impact', id, 'SLA', 'breached', '99.9%', '99.2%', '--source', 'dashboard')).toEqual([
    {
      kind: 'impactChanged',
      payload: {
        fact: { field: 'SLA', value: { breached: true, target: '99.9%', measured: '99.2%' } },
        source: 'dashboard',
      },
    },
  ]);
  expect(await write('checklist', 'tick', id, 'triage', 'error-logs', '--note', 'full of 500s')).toMatchObject([
    { kind: 'checklistItemChecked', payload: { checklistId: 'triage', itemId: 'error-logs', checked: true } },
  ]);
  expect(
    await write('update', 'publish', id, 'We are on it', '--status', 'Investigating', '--channel', '#ops'),
  ).toEqual([
    {
      kind: 'updatePublished',
      payload: { audience: 'internal', channels: ['#ops'], publicStatus: 'Investigating', text: 'We are on it' },
    },
  ]);
  expect(await write('review', 'write', id, 'root cause', 'A bad deploy')).toEqual([
    { kind: 'reviewSectionWritten', payload: { section: 'root cause', text: 'A bad deploy' } },
  ]);
  expect(await write('review', 'status', id, 'in review')).toMatchObject([{ kind: 'reviewStatusChanged' }]);
  expect(await write('attach', id, file, '--caption', 'the numbers')).toMatchObject([
    { kind: 'attachmentAdded', payload: { name: 'notes.csv', mediaType: 'text/csv', size: 4, caption: 'the numbers' } },
  ]);

  const due = '2999-01-01';
  await write('action', 'add', id, 'Add a limit', '--owner', 'Bo', '--due', due);
  const [item] = JSON.parse((await run('incident', 'action', 'list', id, '--json')).stdout);
  expect(item).toMatchObject({ title: 'Add a limit', owner: 'Bo', dueOn: due, priority: 'P1', state: 'open' });
  expect(await write('action', 'change', id, item.itemId.slice(0, 20), '--owner', 'Kim')).toMatchObject([
    { kind: 'actionItemChanged', payload: { changes: { owner: 'Kim' } } },
  ]);
  expect(await write('action', 'close', id, item.itemId, '--dropped', '--reason', 'no longer')).toMatchObject([
    { kind: 'actionItemClosed', payload: { outcome: 'dropped', reason: 'no longer' } },
  ]);

  const note = JSON.parse((await run('incident', 'note', id, 'wrng', '--json')).stdout).events[0].id;
  expect(await write('amend', id, note, 'wrong pool', '--reason', 'typo')).toEqual([
    { kind: 'entryAmended', payload: { eventId: note, text: 'wrong pool', reason: 'typo' } },
  ]);
  expect(await write('pin', id, note)).toEqual([{ kind: 'entryPinned', payload: { eventId: note, pinned: true } }]);
  expect((await run('incident', 'search', 'wrong pool')).stdout).toContain(id);
  expect(await write('retract', id, note, '--reason', 'it was the queue')).toMatchObject([{ kind: 'entryRetracted' }]);
  expect(await write('merge', other, id)).toMatchObject([
    { kind: 'incidentMerged', payload: { direction: 'into', otherId: id } },
    { kind: 'statusChanged', payload: { to: 'closed' } },
    { kind: 'incidentMerged', payload: { direction: 'from', otherId: other } },
  ]);

  // Lossless: out, into a fresh directory, and out again.
  const out = join(scratch, 'incident.json');
  expect(await run('incident', 'export', id, '--format', 'json', '--out', out)).toMatchObject({ code: 0 });
  const elsewhere = ['--data-dir', join(scratch, 'elsewhere')];
  expect(await run('incident', 'import', out, ...elsewhere)).toMatchObject({ code: 0 });
  expect(await run('incident', 'verify', id, ...elsewhere)).toMatchObject({ code: 0 });
  const again = join(scratch, 'again.json');
  await run('incident', 'export', id, '--format', 'json', '--out', again, ...elsewhere);
  expect(readFileSync(again)).toEqual(readFileSync(out));
  expect(await run('incident', 'verify', out)).toMatchObject({ code: 0 });
}, 120_000);

it('[W6] erases an entry for good, but only when told twice', async () => {
  const { run, dataDir } = commandLine();
  const id = (await run('incident', 'declare', '--title', 'x', '--severity', 'SEV-3')).stdout.trim();
  const secret = 'hunter2-never-to-be-found';
  const note = (await run('incident', 'note', id, `password ${secret}`)).stdout.trim();
  const asked = await run('incident', 'purge', id, note, '--reason', 'a password');
  expect(asked).toMatchObject({ code: 1, stdout: '' });
  expect(asked.stderr).toContain('--yes');
  const purged = await run('incident', 'purge', id, note, '--reason', 'a password', '--yes');
  expect(purged).toMatchObject({ code: 0, stdout: '1 event erased\n' });
  expect(purged.stderr).toContain('Backups and exports');
  expect(spawnSync('grep', ['-r', '-a', '-l', secret, dataDir]).stdout.toString()).toBe('');
  const verified = await run('incident', 'verify', id);
  expect(verified.code).toBe(0);
  expect(verified.stderr).toContain('a password');
}, 60_000);

it('[W5] says in one line why it did nothing', async () => {
  const { run, runWith } = commandLine();
  const id = (await run('incident', 'declare', '--title', 'x', '--severity', 'SEV-3')).stdout.trim();
  const cases: [string[], string][] = [
    [['severity', id, 'SEV-9'], 'Choose one of SEV-1'],
    [['escalate', id, 'L9'], 'Choose one of L1'],
    [['impact', id, 'users affected', '-5', '--source', 'x'], 'Give a number, or unknown'],
    [['impact', id, 'users affected', '5'], 'Name its source'],
    [['action', 'add', id, 'y', '--due', '2020-01-01'], 'has passed'],
    [['action', 'close', id, 'ffff'], 'No action item begins with'],
    [['time', id, 'started', 'yesterday'], 'is not a date and time'],
    [['time', id, 'started', '2999-01-01T00:00:00Z'], 'in the future'],
    [['checklist', 'tick', id, 'triage', 'nothing'], 'There is no item nothing'],
    [['update', 'publish', id], 'There is no text'],
    [['update', 'preview', id, '--template', 'none'], 'There is no template none'],
    [['amend', id, 'ffff', 'x', '--reason', 'y'], 'No entry begins with "ffff"'],
    [['details', id, '--link', 'nonsense'], 'is not a link'],
    [['details', id, '--title', 'x'.repeat(400)], 'longer than 300 characters'],
    [['merge', id, id], 'no duplicate of itself'],
    [['attach', id, '/none/such'], 'cannot be read'],
  ];
  for (const [args, line] of cases) {
    const ran = await run('incident', ...args);
    expect([args, ran.code, ran.stdout]).toEqual([args, 1, '']);
    expect(ran.stderr).toMatch(/^war-room: .*\n$/);
    expect(ran.stderr).toContain(line);
  }
  const piped = await runWith(Buffer.from([0x62, 0x61, 0x64, 0xff]), 'incident', 'note', id, '-');
  expect(piped).toMatchObject({ code: 1, stdout: '' });
  expect(piped.stderr).toContain('not UTF-8');
  const long = await runWith(Buffer.alloc(10_000_000, 'x'), 'incident', 'note', id, '-');
  expect(long).toMatchObject({ code: 1, stdout: '' });
  expect(long.stderr).toContain('longer than 100000 characters');
  expect(JSON.parse((await run('incident', 'show', id, '--json')).stdout).events).toHaveLength(2);
}, 120_000);

it('[W4] keeps every text as it was typed', async () => {
  const { run } = commandLine();
  const id = (await run('incident', 'declare', '--title', '007', '--severity', 'SEV-3')).stdout.trim();
  for (const text of ['007', '1e3', '-5', '--kind', '-', 'true'])
    expect(await run('incident', 'note', id, '--', text)).toMatchObject({ code: 0, stderr: '' });
  await run('incident', 'action', 'add', id, '0123', '--owner', '007');
  const { incident, events } = JSON.parse((await run('incident', 'show', id, '--json')).stdout);
  expect(incident).toMatchObject({ title: '007', actionItems: [{ title: '0123', owner: '007' }] });
  const notes = events.filter(({ kind }: Written) => kind === 'noteAdded');
  expect(notes.map(({ payload }: { payload: { text: string } }) => payload.text)).toEqual([
    '007',
    '1e3',
    '-5',
    '--kind',
    '-',
    'true',
  ]);
  const dashed = await run('incident', 'note', id, '-dash');
  expect(dashed).toMatchObject({ code: 2, stdout: '' });
  expect(dashed.stderr).toContain('write -- before a text that begins with a dash');
}, 60_000);

it('[W5] refuses figures that are none, and to write over the record itself', async () => {
  const { run, dataDir, scratch } = commandLine();
  const id = (await run('incident', 'declare', '--title', 'x', '--severity', 'SEV-3')).stdout.trim();
  for (const args of [
    ['search', 'x', '--limit', 'many'],
    ['search', 'x', '--limit', '0'],
    ['backfill', id, '--minutes', '-5'],
    ['backfill', id, '--minutes', 'all'],
  ])
    expect([args, await run('incident', ...args)]).toMatchObject([args, { code: 2, stdout: '' }]);
  const own = ['--out', join(dataDir, 'journal.db'), '--force'];
  expect(await run('incident', 'export', id, '--format', 'json', ...own)).toMatchObject({ code: 1, stdout: '' });
  expect(await run('journal', 'backup', join(dataDir, 'journal.db'), '--force')).toMatchObject({ code: 1, stdout: '' });
  const out = join(scratch, 'out.json');
  const exported = await run('incident', 'export', id, '--format', 'json', '--out', out, '--json');
  expect(JSON.parse(exported.stdout)).toEqual({ path: out, bytes: readFileSync(out).length });
  expect(await run('journal', 'verify')).toMatchObject({ code: 0 });
}, 60_000);

it('[W4] declares with its source and its own times, and as a drill', async () => {
  const { run } = commandLine();
  const times = ['--detected-at', '2026-01-02T03:00Z', '--occurred-at', '2026-01-02T03:05Z'];
  const told = ['--title', 'x', '--severity', 'SEV-3', '--source', 'user report', '--drill', ...times];
  const declared = JSON.parse((await run('incident', 'declare', ...told, '--json')).stdout).events[0];
  expect(declared).toMatchObject({
    occurredAt: Date.UTC(2026, 0, 2, 3, 5),
    payload: { detectedAt: Date.UTC(2026, 0, 2, 3, 0), detectionSource: 'user report', drill: true },
  });
  expect(await run('incident', 'declare', ...told.slice(0, 4), '--source', 'a dream')).toMatchObject({ code: 2 });
}, 30_000);
