import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { OpenCommand } from '#shared/domain/commands.ts';
import type { EventDraft } from '#shared/domain/events/index.ts';
import { fail, succeed } from '#shared/domain/outcome.ts';
import type { Snapshot } from '#shared/domain/snapshot.ts';
import type { HostCapabilities } from '../hosts/host.ts';
import { exportIncidentFile } from '../incidents/export-json.ts';
import {
  createIncidentsService,
  type IncidentsService,
  importIncidentFile,
  loadTaxonomies,
} from '../incidents/index.ts';
import { type Journal, openJournal } from '../journal/index.ts';
import { beginningOf, measure } from './file-bytes.ts';
import { createDocumentsService, type DocumentsService, writeFileAtomically } from './index.ts';

const resourcesDir = fileURLToPath(new URL('../../resources', import.meta.url));
const signal = new AbortController().signal;
const sessionId = '33333333-3333-4333-8333-333333333333';
const commandId = '44444444-4444-4444-8444-444444444444';
const T0 = Date.UTC(2026, 10, 20, 14);
const breakout = 'NAME  READY\n```\n# not a heading\n<script>alert(1)</script>\n````\n\n\nend';

let dataDir = '';
let now = T0;
let journal: Journal;
let incidents: IncidentsService;
let documents: DocumentsService;
let save: HostCapabilities['saveFile'];
let incidentId = '';

const record = (...drafts: EventDraft[]) => {
  const recorded = incidents.recorder.record(incidentId, drafts, 'person');
  if (!recorded.ok) throw new Error(recorded.error.message);
};

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'war-room-documents-'));
  now = T0;
  journal = openJournal({ dataDir, now: () => now });
  incidents = createIncidentsService({
    journal,
    taxonomies: loadTaxonomies({ resourcesDir, dataDir }),
    actor: () => ({ type: 'person', personId: '22222222-2222-4222-8222-222222222222', name: 'Ada Winter' }),
    defaultTaxonomyId: () => 'sev-saas',
    now: () => now,
  });
  save = async ({ suggestedName, bytes }) => {
    for (const name of [suggestedName, suggestedName.replace('.', '-2.')]) {
      const written = await writeFileAtomically(join(dataDir, name), bytes, { overwrite: false });
      if (written.ok) return written;
    }
    return fail('not-written', 'Both names are taken.');
  };
  documents = createDocumentsService({
    incidents,
    recorder: incidents.recorder,
    host: { saveFile: (request) => save(request) },
    resourcesDir,
    appVersion: '0.1.0',
  });
  const declared = await incidents.declare(
    { title: 'Checkout *API* errors | 5xx', severity: 'SEV-1', commander: 'Ada Winter' },
    { signal },
  );
  if (!declared.ok) throw new Error(declared.error.message);
  incidentId = declared.value.incidentId;
});
afterEach(() => {
  incidents.close();
  journal.close();
  rmSync(dataDir, { recursive: true, force: true });
});

const options = () => ({ incidentId, format: 'markdown' as const });

async function markdown(timeZone?: string): Promise<string> {
  const shown = await documents.preview({ ...options(), ...(timeZone === undefined ? {} : { timeZone }) });
  if (!shown.ok) throw new Error(shown.error.message);
  return shown.value.text;
}

function textOf(node: object): string {
  if ('value' in node && typeof node.value === 'string') return node.value;
  return 'children' in node && Array.isArray(node.children) ? node.children.map(textOf).join('') : '';
}

/** The lines of a paragraph: what stands between its line breaks. */
function linesOf(node: object | undefined): string[] {
  const parts = node && 'children' in node && Array.isArray(node.children) ? node.children : [];
  return parts
    .map((part: { type: string }) => (part.type === 'break' ? '\n' : textOf(part)))
    .join('')
    .split('\n');
}

/** What a reader of the Markdown sees: headings, code blocks, and tables as rows of cells. */
function read(text: string) {
  const { children } = unified().use(remarkParse).use(remarkGfm).parse(text);
  return {
    headings: children.flatMap((node) =>
      node.type === 'heading' ? [`${'#'.repeat(node.depth)} ${textOf(node)}`] : [],
    ),
    code: children.flatMap((node) => (node.type === 'code' ? [{ language: node.lang, text: node.value }] : [])),
    rows: children.flatMap((node) =>
      node.type === 'table' ? node.children.map((row) => row.children.map(textOf)) : [],
    ),
    types: new Set(children.map(({ type }) => type)),
  };
}

const command = (exitCode: number, excerpt: string): EventDraft[] => {
  const identity = { sessionId, commandId, commandLine: 'ls -la "/srv/data" | head', cwd: '/home/ada' };
  const step = { runbookId: 'shipped:local-check', stepId: 'data' };
  return [
    {
      kind: 'runbookAttached',
      payload: {
        runbookId: step.runbookId,
        title: 'First look',
        blob: incidents.recorder.putBlob(new Uint8Array([65])),
      },
    },
    {
      kind: 'stepStarted',
      payload: {
        ...step,
        title: 'Is its data there?',
        commandLine: identity.commandLine,
        sessionId,
        risk: 'read-only',
      },
    },
    { kind: 'commandStarted', payload: { ...identity, ...step } },
    {
      kind: 'commandFinished',
      payload: { ...identity, ...step, exitCode, durationMs: 912, excerpt, excerptTruncated: true },
    },
    { kind: 'stepFinished', payload: { ...step, commandId, exitCode, durationMs: 912 } },
  ];
};

const snapshot: Snapshot = {
  panelId: 'errors',
  title: 'Error ratio',
  unit: 'ratio',
  queries: ['sum(rate(http_errors_total[5m])) / sum(rate(http_requests_total[5m]))'],
  sourceName: 'localhost:9090',
  simulated: false,
  zone: 'Europe/Paris',
  grid: { startMs: T0 - 600_000, stepMs: 15_000, count: 41 },
  series: [
    {
      key: 'a',
      legend: 'api | blue',
      labels: {},
      values: Array.from({ length: 41 }, (_, at) =>
        at === 7 ? null : at === 20 ? 0.9999999999999999 : 0.1 + at / 1e9,
      ),
      specials: [{ index: 7, value: 'NaN' }],
    },
    { key: 'b', legend: 'empty', labels: {}, values: Array.from({ length: 41 }, () => null), specials: [] },
  ],
  thresholds: [{ value: 0.05, level: 'critical' }],
  warnings: [],
};

function keepGraph(kept: Snapshot = snapshot): void {
  const { panelId, title, unit, queries, sourceName, simulated } = kept;
  const blob = incidents.recorder.putBlob(new TextEncoder().encode(JSON.stringify(kept)));
  const range = { startMs: T0 - 600_000, endMs: T0, stepMs: 15_000 };
  record({ kind: 'snapshotTaken', payload: { panelId, title, unit, queries, sourceName, simulated, blob, ...range } });
}

describe('the post-mortem', () => {
  it('[X4] has the sections that the record can fill, and names the others instead of leaving them empty', async () => {
    const bare = read(await markdown());
    expect(bare.headings).toEqual([
      '# Checkout *API* errors | 5xx',
      '## Summary in figures',
      '## Detection',
      '## Response',
      '### Roles',
      '### Who took part',
      '## Timeline',
      '## Measurements against targets',
      '### Clocks',
      '## Mind when reading',
      '## Integrity',
    ]);
    expect(await markdown()).toContain(
      'Not in the record, and so not in this document: Impact, Alerts, Updates, Checklists, Runbooks followed, Graphs kept, Action items, Commands.',
    );
    expect(await markdown()).toContain(
      'Not written yet: executive summary, trigger, root cause, contributing factors, resolution, what went well, what went badly, where we got lucky, lessons.',
    );
    record(...command(2, 'out'));
    keepGraph();
    const full = read(await markdown());
    expect(full.headings.slice(6)).toEqual([
      '## Timeline',
      '## Runbooks followed',
      '### First look',
      '## Graphs kept',
      '### Error ratio',
      '## Measurements against targets',
      '### Clocks',
      '## Evidence',
      '### E1',
      '## Mind when reading',
      '## Integrity',
    ]);
    expect([...full.types].sort()).toEqual(['code', 'heading', 'list', 'paragraph', 'table']);
  });

  it('[X5] shows a command with its line, folder, exit code, duration and output, which can not break out', async () => {
    record(...command(2, breakout));
    const { code, rows } = read(await markdown());
    expect(code).toEqual([
      { language: 'bash', text: 'ls -la "/srv/data" | head' },
      { language: 'text', text: breakout },
    ]);
    expect(rows).toContainEqual(['2', '0.9 s', '/home/ada', '2026-11-20T14:00:00.000Z', 'Ada Winter']);
    expect(rows).toContainEqual(['Is its data there?', 'failed', '2', '0.9 s']);
    expect(rows.find(([, , what]) => what?.startsWith('ls -la'))).toEqual([
      '2026-11-20 14:00:00',
      'Ada Winter',
      'ls -la "/srv/data" | head (exit 2 · 0.9 s · First look, Is its data there?)',
      'E1',
    ]);
  });

  it('[X6] prints the samples of a kept graph exactly, with their instants', async () => {
    keepGraph();
    const text = await markdown();
    const { rows, code } = read(text);
    expect(code).toEqual([{ language: 'promql', text: snapshot.queries[0] }]);
    expect(rows).toContainEqual([
      'api | blue',
      '41',
      '0.1',
      '0.1',
      '0.9999999999999999',
      String(0.1 + 40 / 1e9),
      '2026-11-20T14:00:00.000Z',
    ]);
    expect(rows).toContainEqual(['empty', '0', '', '', '', '', '']);
    expect(rows).toContainEqual(['2026-11-20T13:51:45.000Z', 'NaN', '–']);
    expect(rows).toContainEqual(['2026-11-20T13:55:00.000Z', '0.9999999999999999', '–']);
    expect(rows).toContainEqual(['2026-11-20T14:00:00.000Z', String(0.1 + 40 / 1e9), '–']);
    const samples = rows.filter(([time]) => /T.*Z$/.test(time ?? ''));
    expect(samples.length).toBeLessThanOrEqual(40);
    expect(text).toContain('Threshold 0.05: critical');
    expect(text).toContain('taken in the zone Europe/Paris');
  });

  it('[X6] says when the samples of a graph are gone', async () => {
    keepGraph();
    const blob = createHash('sha256').update('nothing').digest('hex');
    record({
      kind: 'snapshotTaken',
      payload: {
        panelId: 'x',
        title: 'Gone',
        unit: 'none',
        queries: ['up'],
        sourceName: 's',
        startMs: 1,
        endMs: 2,
        stepMs: 1,
        blob,
        simulated: true,
      },
    });
    const shown = await documents.preview(options());
    expect(shown.ok && shown.value.warnings).toContain('The samples of 1 graph are missing or damaged.');
    expect(await markdown()).toContain('are missing or damaged.');
  });

  it('[X1] holds notes as they were typed, and text that looks like markup as text', async () => {
    const plain = 'Rolled back to v1.2.3 at 14:05 (p95 < 500 ms), https://example.com/runs/7';
    const nasty = '# <img src=x onerror=alert(1)> [a](javascript:b) | c `d` **e**';
    const lines = 'First line\n    indented\n| not | a table |\n``` not a fence';
    for (const text of [plain, nasty, lines])
      await incidents.addNote({ incidentId, text, noteKind: 'decision' }, { signal });
    const text = await markdown();
    expect(text).toContain(plain);
    const { rows, code, types } = read(text);
    expect(rows.map(([, , what]) => what)).toContain(`Decision: ${nasty}`);
    expect(code).toEqual([{ language: 'text', text: lines }]);
    expect(types.has('html')).toBe(false);
  });

  it('[X7] gives times in UTC and in the chosen zone, and refuses a zone that is none', async () => {
    const { rows } = read(await markdown('Asia/Kolkata'));
    expect(rows).toContainEqual(['UTC', 'Asia/Calcutta', 'Who', 'What', 'Evidence']);
    expect(rows).toContainEqual(['Declared', '2026-11-20 14:00:00 UTC (2026-11-20 19:30:00 UTC+5:30)']);
    expect(await documents.preview({ ...options(), timeZone: 'Mars/Olympus' })).toMatchObject({
      ok: false,
      error: { code: 'invalid-time-zone' },
    });
  });

  it('[X7] gives each time once where the chosen zone is UTC, whatever it is called', async () => {
    const alone = await markdown();
    expect(read(alone).rows).toContainEqual(['UTC', 'Who', 'What', 'Evidence']);
    expect(read(alone).rows).toContainEqual(['Declared', '2026-11-20 14:00:00 UTC']);
    for (const name of ['UTC', 'Etc/UTC', 'Zulu', 'GMT']) expect(await markdown(name)).toBe(alone);
  });

  it('[X8] measures against the targets of the severity', async () => {
    now += 6 * 60_000;
    await incidents.acknowledge({ incidentId }, { signal });
    now += 60 * 60_000;
    await incidents.changeStatus({ incidentId, to: 'resolved' }, { signal });
    const { rows } = read(await markdown());
    expect(rows).toContainEqual(['TTA (time to acknowledge)', 'detection', '6 m', '5 m', 'missed']);
    expect(rows).toContainEqual(['TTR (time to resolve)', 'detection', '1 h 6 m', 'none', '']);
    expect(rows).toContainEqual(['TTM (time to mitigate)', 'detection', 'not applicable', 'none', '']);
    expect(rows).toContainEqual(['Status', 'RESOLVED']);
    expect(rows).toContainEqual(['Incident commander', 'Ada Winter']);
    expect(rows.find(([clock]) => clock === 'Acknowledge')?.[3]).toBe('met late');
  });

  it('[D43] says which of several resolutions it measures', async () => {
    for (const to of ['resolved', 'investigating', 'resolved'] as const) {
      now += 5 * 60_000;
      await incidents.changeStatus({ incidentId, to }, { signal });
    }
    const { rows } = read(await markdown());
    const value = '15 m (the last of 2 resolutions)';
    expect(rows).toContainEqual(['TTR (time to resolve)', 'detection', value, 'none', '']);
  });

  it('[X9] is the same bytes for the same head and options, whatever the clock says', async () => {
    record(...command(0, 'ok'));
    keepGraph();
    const first = await documents.render({ ...options(), timeZone: 'Europe/Paris' });
    now += 3_600_000;
    const second = await documents.render({ ...options(), timeZone: 'Europe/Paris' });
    expect(second).toEqual(first);
    expect(first.ok && first.value.headHash).toBe(incidents.events(incidentId).at(-1)?.hash);
  });

  it('[X10] ends with what it was made from, as the verifier knows it', async () => {
    const text = await markdown();
    const chain = incidents.verify(incidentId)?.chains[0];
    const template = readFileSync(join(resourcesDir, 'templates', 'postmortem', 'sre.md.liquid'));
    const { rows } = read(text);
    expect(rows).toContainEqual(['Incident', incidentId]);
    expect(rows).toContainEqual(['Program', 'War Room 0.1.0']);
    expect(rows).toContainEqual(['Template', `sre, SHA-256 ${createHash('sha256').update(template).digest('hex')}`]);
    const [signature] = journal.signatures(incidentId);
    const key = createHash('sha256')
      .update(Buffer.from(signature?.publicKey ?? '', 'base64'))
      .digest('hex');
    expect(signature?.hash).toBe(chain?.headHash);
    expect(rows).toContainEqual([
      '1',
      chain?.deviceId,
      String(chain?.headSeq),
      chain?.headHash,
      String(chain?.headSeq),
      '2026-11-20 14:00:00',
      key,
    ]);
  });

  it('[X4] says SIMULATED and DRILL where it was', async () => {
    const declared = await incidents.declare({ title: 'Practice', severity: 'SEV-2', drill: true }, { signal });
    if (!declared.ok) throw new Error(declared.error.message);
    incidentId = declared.value.incidentId;
    keepGraph({ ...snapshot, simulated: true });
    const text = await markdown();
    expect(text).toContain('**DRILL:**');
    expect(text).toContain('**SIMULATED**');
  });
});

describe('what people did and wrote', () => {
  const act = (...commands: readonly OpenCommand[]) => {
    for (const command of commands) {
      const done = incidents.act(incidentId, command);
      if (!done.ok) throw new Error(`${command.type}: ${done.error.message}`);
      now += 1000;
    }
  };

  it('[X17] states the impact with its sources, and calls unknown what nobody said, never zero', async () => {
    act(
      { type: 'changeImpact', fact: { field: 'users affected', value: 0 }, source: 'order log' },
      { type: 'changeImpact', fact: { field: 'revenue', value: null }, source: 'finance is asked' },
      {
        type: 'changeImpact',
        fact: { field: 'SLA', value: { breached: true, target: '99.9 %' } },
        source: 'SLO panel',
      },
    );
    const { rows } = read(await markdown());
    const impact = rows.slice(rows.findIndex(([first]) => first === 'What') + 1).slice(0, 9);
    expect(impact.map(([what, figure, source]) => [what, figure, source])).toEqual([
      ['Users affected', '0', 'order log'],
      ['Share of users', 'unknown', ''],
      ['Requests failed', 'unknown', ''],
      ['Revenue', 'unknown', 'finance is asked'],
      ['SLA', 'breached, target 99.9 %', 'SLO panel'],
      ['Data loss', 'unknown', ''],
      ['Regions', 'unknown', ''],
      ['Services', 'unknown', ''],
      ['Customer tickets', 'unknown', ''],
    ]);
  });

  it('[X18] holds what people wrote as they wrote it, in its lines, and none of it as markup', async () => {
    const text = '# Not a heading\nfirst <b>line</b>\n- second\n\nanother paragraph\n===\n| a | b |';
    act({ type: 'writeReviewSection', section: 'root cause', text });
    for (const section of ['what went well', 'where we got lucky', 'lessons', 'prevention'] as const) {
      act({ type: 'writeReviewSection', section, text: `About ${section}.` });
    }
    const { headings, types } = read(await markdown());
    for (const heading of ['What went well', 'Where we got lucky', 'Lessons', 'Prevention']) {
      expect(headings).toContain(`## ${heading}`);
    }
    expect(headings.join()).not.toContain('Not a heading');
    expect(types.has('html')).toBe(false);
    const { children } = unified()
      .use(remarkParse)
      .use(remarkGfm)
      .parse(await markdown());
    const at = children.findIndex((node) => node.type === 'heading' && textOf(node).startsWith('Root causes'));
    const [first, second] = children.slice(at + 1);
    expect([first?.type, second?.type]).toEqual(['paragraph', 'paragraph']);
    expect(linesOf(first)).toEqual(['# Not a heading', 'first <b>line</b>', '- second']);
    expect(linesOf(second)).toEqual(['another paragraph', '===', '| a | b |']);
  });

  it('[X19] lists action items by urgency, and warns of those without owner or date', async () => {
    const kind = { itemKind: 'prevent', horizon: 'immediate' } as const;
    act(
      { type: 'addActionItem', title: 'Later', priority: 'P2', owner: 'Jon', dueOn: '2027-01-31', ...kind },
      { type: 'addActionItem', title: 'At once', priority: 'P0', ...kind },
      { type: 'addActionItem', title: 'Soon', priority: 'P1', owner: 'Ada', ...kind },
      { type: 'addActionItem', title: 'Given up', priority: 'P1', dueOn: '2026-12-01', ...kind },
    );
    const dropped = incidents.incident(incidentId)?.actionItems.find(({ title }) => title === 'Given up');
    act({ type: 'closeActionItem', itemId: dropped?.itemId ?? '', outcome: 'dropped', reason: 'not worth it' });
    now = Date.UTC(2027, 1, 1);
    act({ type: 'addNote', text: 'much later' });
    const shown = await documents.preview(options());
    if (!shown.ok) throw new Error(shown.error.message);
    const { rows } = read(shown.value.text);
    const at = rows.findIndex(([, second]) => second === 'Owner');
    expect(rows.slice(at + 1, at + 5).map(([what, owner, due, , , , state]) => [what, owner, due, state])).toEqual([
      ['At once', 'none', 'none', 'open'],
      ['Given up', 'none', '2026-12-01', expect.stringMatching(/^dropped, .*: not worth it$/)],
      ['Soon', 'Ada', 'none', 'open'],
      ['Later', 'Jon', '2027-01-31', 'open, overdue'],
    ]);
    expect(shown.value.warnings.filter((warning) => warning.startsWith('The action item'))).toEqual([
      'The action item "At once" has no owner and no due date.',
      'The action item "Soon" has no due date.',
    ]);
  });

  it('[X20] keeps the history visible: corrected moments, amended and retracted entries, reopenings', async () => {
    act(
      { type: 'addNote', text: 'first words' },
      { type: 'addNote', text: 'about something else' },
      { type: 'setTimestamp', moment: 'startedAt', at: T0 - 60_000, reason: 'seen in the logs' },
      { type: 'setTimestamp', moment: 'startedAt', at: T0 - 120_000, reason: 'seen even earlier' },
      { type: 'changeStatus', to: 'resolved' },
      { type: 'changeStatus', to: 'investigating', reason: 'it came back' },
      { type: 'changeStatus', to: 'resolved' },
    );
    const [amended, retracted] = incidents.events(incidentId).filter(({ kind }) => kind === 'noteAdded');
    act(
      { type: 'amendEntry', eventId: amended?.id ?? '', text: 'second words', reason: 'clearer' },
      { type: 'amendEntry', eventId: amended?.id ?? '', text: 'third words', at: T0 - 90_000, reason: 'clearer still' },
      { type: 'retractEntry', eventId: retracted?.id ?? '', reason: 'wrong incident' },
    );
    const shown = await documents.preview(options());
    if (!shown.ok) throw new Error(shown.error.message);
    const { rows, headings } = read(shown.value.text);
    expect(headings).toEqual(expect.arrayContaining(['## Resolution', '## Corrections']));
    const from = rows.findIndex(([first]) => first === 'Moment');
    expect(rows.slice(from + 1, from + 3).map(([moment, was, is, , , why]) => [moment, was, is, why])).toEqual([
      ['Started', 'none', '2026-11-20 13:59:00', 'seen in the logs'],
      ['Started', '2026-11-20 13:59:00', '2026-11-20 13:58:00', 'seen even earlier'],
    ]);
    const entries = rows.findIndex(([first]) => first === 'Entry (UTC)');
    expect(rows.slice(entries + 1, entries + 4).map(([, was, is, who, , why]) => [was, is, who, why])).toEqual([
      ['first words', 'second words', 'Ada Winter', 'clearer'],
      ['second words; 2026-11-20 14:00:00 UTC', 'third words; 2026-11-20 13:58:30 UTC', 'Ada Winter', 'clearer still'],
      ['about something else', 'retracted', 'Ada Winter', 'wrong incident'],
    ]);
    const timeline = rows.map(([, , what]) => what ?? '');
    expect(timeline).toContain('Observation: third words amended recorded 2026-11-20 14:00:00');
    expect(timeline.filter((what) => what.includes('about something else'))).toEqual([]);
    expect(timeline.find((what) => what.startsWith('retracted by Ada Winter'))).toMatch(/: wrong incident$/);
    expect(rows).toContainEqual(['2026-11-20 14:00:04', '2026-11-20 14:00:05']);
    expect(shown.value.warnings).toEqual(
      expect.arrayContaining([
        'Times end at the last of 2 resolutions.',
        '1 entry was retracted; what it said stands under Corrections.',
      ]),
    );
  });

  it('[X20] speaks neither in figures nor in evidence of what was retracted', async () => {
    record(...command(2, 'a secret plan'));
    const run = incidents
      .events(incidentId)
      .find(({ kind }) => kind === 'commandStarted' || kind === 'commandFinished');
    act({ type: 'retractEntry', eventId: run?.id ?? '', reason: 'wrong terminal' });
    const text = await markdown();
    expect(text).not.toContain('a secret plan');
    expect(read(text).rows).toContainEqual(['Commands', '0']);
  });

  it('[X21] says which device recorded what where there are several, and that a record was contradicted', async () => {
    const there = join(dataDir, 'there');
    const elsewhere = openJournal({ dataDir: there, now: () => now });
    const file = await incidents.exportFile(incidentId);
    if (!file.ok) throw new Error(file.error.message);
    const pieces: Uint8Array[] = [];
    for await (const piece of file.value.bytes) pieces.push(piece);
    await importIncidentFile({ journal: elsewhere }, Buffer.concat(pieces));
    const ada = { type: 'person', personId: '22222222-2222-4222-8222-222222222222', name: 'Jon Reyes' } as const;
    const payload = { noteKind: 'observation', text: 'seen from over there' } as const;
    elsewhere.append(incidentId, ada, () => succeed([{ kind: 'noteAdded', payload }]));
    elsewhere.signHeads(incidentId);
    const back = await exportIncidentFile({ journal: elsewhere }, incidentId);
    if (!back.ok) throw new Error(back.error.message);
    const returned: Uint8Array[] = [];
    for await (const piece of back.value.bytes) returned.push(piece);
    expect(await importIncidentFile({ journal }, Buffer.concat(returned))).toMatchObject({ value: { appended: 1 } });
    elsewhere.close();
    const { rows } = read(await markdown());
    const devices = [journal.deviceId, elsewhere.deviceId].sort();
    const number = devices.indexOf(elsewhere.deviceId) + 1;
    expect(rows.map(([, , what]) => what)).toContain(`Observation: seen from over there device ${number}`);
    expect(rows.filter(([first, id]) => /^[12]$/.test(first ?? '') && id?.length === 36).map(([, id]) => id)).toEqual(
      devices,
    );
  });
});

describe('exporting', () => {
  it('[X11] writes what the preview shows, under a safe name, and records it with head and hash', async () => {
    const head = incidents.events(incidentId).at(-1)?.hash;
    const text = await markdown();
    const exported = await documents.export(options());
    const path = join(dataDir, '2026-11-20-Checkout-API-errors-5xx.md');
    expect(exported).toEqual({ ok: true, value: { path, bytes: Buffer.byteLength(text) } });
    expect(readFileSync(path, 'utf8')).toBe(text);
    expect(incidents.events(incidentId).at(-1)).toMatchObject({
      kind: 'documentExported',
      payload: { format: 'markdown', path, headHash: head, sha256: createHash('sha256').update(text).digest('hex') },
    });
  });

  it('[X16] writes the whole record as JSON, as it was before the export that is then recorded', async () => {
    record(...command(2, 'out'));
    keepGraph();
    const head = incidents.events(incidentId).at(-1)?.hash;
    const shown = await documents.preview({ incidentId, format: 'json' });
    const exported = await documents.export({ incidentId, format: 'json' });
    const path = join(dataDir, '2026-11-20-Checkout-API-errors-5xx.json');
    const text = readFileSync(path, 'utf8');
    expect(exported).toEqual({ ok: true, value: { path, bytes: Buffer.byteLength(text) } });
    expect(shown).toEqual({ ok: true, value: { text, warnings: [] } });
    const { events } = JSON.parse(text) as { events: { hash: string }[] };
    expect(events.at(-1)?.hash).toBe(head);
    expect(incidents.events(incidentId).at(-1)).toMatchObject({
      kind: 'documentExported',
      payload: { format: 'json', path, headHash: head, sha256: createHash('sha256').update(text).digest('hex') },
    });
    // The next file differs by that record, and by nothing else.
    await documents.export({ incidentId, format: 'json' });
    const next = JSON.parse(readFileSync(path.replace('.json', '-2.json'), 'utf8')) as { events: { kind: string }[] };
    expect(next.events.slice(0, -1)).toEqual(events);
    expect(next.events.at(-1)?.kind).toBe('documentExported');
  });

  it('[X16] measures a file of pieces as it was written last, and shows the beginning of a long one', async () => {
    const pieces = ['a'.repeat(300_000), 'é'].map((text) => new TextEncoder().encode(text));
    const content = {
      async *[Symbol.asyncIterator]() {
        yield* pieces;
      },
    };
    const measured = measure(content);
    if (measured.bytes instanceof Uint8Array) throw new Error('it is one piece');
    for await (const _piece of measured.bytes) break;
    for await (const _piece of measured.bytes);
    const whole = Buffer.concat(pieces);
    expect(measured.result()).toEqual({ sha256: createHash('sha256').update(whole).digest('hex'), size: 300_002 });
    expect(await beginningOf(content)).toEqual({ text: 'a'.repeat(262_144), cut: true });
  });

  it('[X11] records nothing when the person cancels or the file can not be written', async () => {
    for (const code of ['cancelled', 'not-written'] as const) {
      save = async () => fail(code, 'No.');
      expect(await documents.export(options())).toMatchObject({ ok: false, error: { code } });
    }
    expect(incidents.events(incidentId).filter(({ kind }) => kind === 'documentExported')).toEqual([]);
  });

  it('[X11] says that the file is there when only the record of it failed', async () => {
    const failing = createDocumentsService({
      incidents,
      recorder: { ...incidents.recorder, record: () => fail('not-saved', 'The disk is full.', 'Free some space.') },
      host: { saveFile: async () => succeed({ path: '/tmp/x.md' }) },
      resourcesDir,
      appVersion: '0.1.0',
    });
    expect(await failing.export(options())).toEqual({
      ok: false,
      error: {
        code: 'not-saved',
        message: 'The document was written to /tmp/x.md, but that is not on the timeline: The disk is full.',
        action: 'Free some space.',
      },
    });
  });

  it('[X11] knows no incident that is not there', async () => {
    expect(await documents.preview({ ...options(), incidentId: '01930000-0000-7000-8000-000000000099' })).toMatchObject(
      { ok: false, error: { code: 'unknown-incident' } },
    );
  });
});
