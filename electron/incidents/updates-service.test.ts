import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { apply } from '#shared/domain/apply/index.ts';
import type { EventDraft } from '#shared/domain/events/index.ts';
import type { Incident } from '#shared/domain/incident.ts';
import { NO_TEAM, type Team } from '#shared/domain/team.ts';
import { declaredDraft, T0, testEvents, testIncidentId } from '#shared/domain/test-events.ts';
import { testTaxonomy } from '#shared/domain/test-taxonomy.ts';
import { createUpdatesService } from './updates-service.ts';

const resourcesDir = join(import.meta.dirname, '../../resources');
const MINUTE = 60_000;
const at = (minutes: number) => T0 + minutes * MINUTE;
const team: Team = {
  name: 'Payments',
  contacts: [{ id: '1', kind: 'on-call', name: 'Jon Hale', contact: '@jon' }],
  links: { warRoomCall: 'https://meet.example.com/a', statusPage: 'https://status.example.com' },
  updateChannels: [],
};
const status = (from: string, to: string, minutes: number) =>
  ({ kind: 'statusChanged', occurredAt: at(minutes), payload: { from, to } }) as EventDraft;
const users: EventDraft = {
  kind: 'impactChanged',
  occurredAt: at(3),
  payload: { fact: { field: 'users affected', value: 1200 }, source: 'dashboard' },
};
const services: EventDraft = {
  kind: 'impactChanged',
  occurredAt: at(3),
  payload: { fact: { field: 'services', value: ['pay-core-2'] }, source: '' },
};
const commander: EventDraft = {
  kind: 'roleAssigned',
  occurredAt: at(1),
  payload: { role: 'incident commander', personName: 'Mia Lind' },
};

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'updates-'));
  mkdirSync(join(dataDir, 'templates/updates'), { recursive: true });
});
afterEach(() => rmSync(dataDir, { recursive: true }));

function service(drafts: readonly EventDraft[], { minutes = 20, of = team }: { minutes?: number; of?: Team } = {}) {
  const incident = testEvents(drafts).reduce<Incident | undefined>(apply, undefined);
  return createUpdatesService({
    resourcesDir,
    dataDir,
    incidents: { incident: (id) => (id === testIncidentId ? incident : undefined), taxonomyOf: () => testTaxonomy },
    settings: { team: () => of, timeZone: () => 'Europe/Paris' },
    now: () => at(minutes),
  });
}
const write = (text: string) => writeFileSync(join(dataDir, 'templates/updates/ours.md.liquid'), text);
const preview = (
  from: ReturnType<typeof service>,
  templateId: string,
  fields: Readonly<Record<string, string>> = {},
  publicStatus?: string,
) => from.preview({ incidentId: testIncidentId, templateId, fields, publicStatus });
async function textOf(...given: Parameters<typeof preview>): Promise<string> {
  const rendered = await preview(...given);
  if (!rendered.ok) throw new Error(rendered.error.message);
  return rendered.value.text;
}

describe('the shipped templates', () => {
  it('[D60] are a status page in four states, an internal update, a mail to customers and a final update', () => {
    const { templates, problems } = service([declaredDraft()]).templates({ incidentId: testIncidentId });
    expect(problems).toEqual([]);
    expect(templates.map(({ id, audience, publicStatuses }) => [id, audience, publicStatuses])).toEqual([
      ['customer-mail', 'customers', ['Investigating', 'Identified', 'Monitoring', 'Resolved']],
      ['final', 'final', ['Resolved']],
      ['internal', 'internal', ['Investigating', 'Identified', 'Mitigating', 'Resolved']],
      ['status-page-identified', 'status page', ['Identified']],
      ['status-page-investigating', 'status page', ['Investigating']],
      ['status-page-monitoring', 'status page', ['Monitoring']],
      ['status-page-resolved', 'status page', ['Resolved']],
    ]);
  });

  it('[D60] give an internal update with severity, status, impact, what is known, next steps and ETA', async () => {
    const open = service([declaredDraft(), commander, users, services, status('detected', 'investigating', 5)]);
    expect(
      await textOf(open, 'internal', { known: 'The database is full.', nextSteps: 'Add a disk.', eta: '15:00' }),
    ).toBe(`**SEV-1 Checkout API errors**

- Severity: SEV-1 (Critical)
- Status: Investigating (as of 2026-11-20 15:20 UTC+1)
- Duration: 20 m
- Incident commander: Mia Lind

**Current impact**

users affected: 1,200; services: pay-core-2

**What we know**

The database is full.

**Next steps**

Add a disk.

**ETA**: 15:00

**Next update**: 2026-11-20 15:35 UTC+1

War room: https://meet.example.com/a`);
  });

  it('[D60] give a status page its four states', async () => {
    const states: [string, EventDraft[], Record<string, string>][] = [
      ['investigating', [], { problem: 'payments fail.' }],
      ['identified', [status('detected', 'mitigating', 6)], { cause: 'a full disk.', workaround: 'Try again.' }],
      ['monitoring', [status('detected', 'monitoring', 6)], { fix: 'more room.' }],
      ['resolved', [status('detected', 'resolved', 15)], { summary: 'payments failed.' }],
    ];
    const texts = [];
    for (const [state, drafts, fields] of states) {
      texts.push(await textOf(service([declaredDraft(), users, ...drafts]), `status-page-${state}`, fields));
    }
    expect(texts).toEqual([
      `**Investigating**: 2026-11-20 15:20 UTC+1

We are investigating a problem: payments fail.

Affected: users affected: 1,200

Next update: 2026-11-20 15:35 UTC+1`,
      `**Identified**: 2026-11-20 15:20 UTC+1

We have found the cause and are working on a fix: a full disk.

Affected: users affected: 1,200

Meanwhile: Try again.

Next update: 2026-11-20 15:35 UTC+1`,
      `**Monitoring**: 2026-11-20 15:20 UTC+1

A fix is in place, and we are watching the result: more room.

Next update: 2026-11-20 15:35 UTC+1`,
      `**Resolved**: 2026-11-20 15:20 UTC+1

This incident is resolved: payments failed.

It lasted 15 m.`,
    ]);
  });

  it('[D60] give customers what happened, the impact, the resolution and an apology', async () => {
    const over = service([declaredDraft(), users, status('detected', 'resolved', 15)]);
    const fields = { subject: 'Failed payments', happened: 'Payments failed.', resolution: 'We added room.' };
    expect(await textOf(over, 'customer-mail', fields)).toBe(`Subject: Failed payments

Dear customer,

**What happened**

Payments failed.

**Impact**

users affected: 1,200

Began: 2026-11-20 15:00 UTC+1. Resolved: 2026-11-20 15:15 UTC+1.

**Resolution**

We added room.

**Our apology**

We are sorry. You rely on us, and this time we let you down. You can follow our service at https://status.example.com.

Payments`);
  });

  it('[D60] give a final update with duration, root cause, resolution and follow-ups', async () => {
    const item = (title: string, owner?: string): EventDraft => ({
      kind: 'actionItemAdded',
      occurredAt: at(16),
      payload: {
        itemId: `01930000-0000-7000-8000-00000000000${title.length}`,
        item: {
          title,
          priority: 'P0',
          itemKind: 'detect',
          horizon: 'immediate',
          ...(owner !== undefined && { owner, dueOn: '2026-11-25' }),
        },
      },
    });
    const written: EventDraft = {
      kind: 'reviewSectionWritten',
      occurredAt: at(16),
      payload: { section: 'root cause', text: 'A full disk.' },
    };
    const done = [declaredDraft(), status('detected', 'resolved', 15), item('Alert', 'Ada'), item('Bigger'), written];
    expect(
      await textOf(service(done), 'final', { resolution: 'More room.' }),
    ).toBe(`**Resolved: Checkout API errors** (SEV-1)

- Duration: 15 m
- Detected: 2026-11-20 15:00 UTC+1
- Resolved: 2026-11-20 15:15 UTC+1
- Impact: unknown

**Root cause**

A full disk.

**Resolution**

More room.

**Follow-ups**

- Alert: Ada, due 2026-11-25 (P0, open)
- Bigger: no owner, no date (P0, open)`);
    const more = await textOf(service(done), 'final', { resolution: 'r', followUps: 'Talk to the vendor.' });
    expect(more).toMatch(/- Bigger: [^\n]*\n\nTalk to the vendor\.$/);
    const bare = await textOf(service([declaredDraft(), status('detected', 'resolved', 15)]), 'final');
    expect(bare.slice(bare.indexOf('**Root'))).toBe(
      '**Root cause**\n\nunknown\n\n**Resolution**\n\nunknown\n\n**Follow-ups**\n\nunknown',
    );
  });
});

describe('an update', () => {
  it('[D61] says what is not known, and names the required fields that are empty', async () => {
    const early = service([declaredDraft()], { of: NO_TEAM, minutes: 1 });
    const rendered = await preview(early, 'internal', { eta: ' ' });
    expect(rendered).toMatchObject({ ok: true, value: { missing: ['impact', 'known', 'nextSteps'], warnings: [] } });
    const text = rendered.ok ? rendered.value.text : '';
    expect(text).toContain('Incident commander: not yet known');
    expect(text).toContain('**Current impact**\n\nnot yet known');
    expect(text).toContain('**ETA**: not yet known');
    expect(text).not.toMatch(/War room|undefined|null|: *$/m);
  });

  it('[D61] starts from what the incident knows, and takes an emptied field for empty', async () => {
    const open = service([declaredDraft(), users]);
    const { templates } = open.templates({ incidentId: testIncidentId });
    expect(templates.find(({ id }) => id === 'internal')?.fields.slice(0, 2)).toEqual([
      { id: 'impact', label: 'Current impact', multiline: true, required: true, initial: 'users affected: 1,200' },
      { id: 'known', label: 'What we know', multiline: true, required: true, initial: '' },
    ]);
    expect(await preview(open, 'internal', { impact: '' })).toMatchObject({
      value: { missing: ['impact', 'known', 'nextSteps'] },
    });
  });

  it('[D61] is the same text whenever the same is asked', async () => {
    const open = service([declaredDraft(), users, commander]);
    const fields = { known: 'a', nextSteps: 'b' };
    expect(await textOf(open, 'internal', fields)).toBe(await textOf(open, 'internal', fields));
  });

  it('[D61] says that it is a drill or simulated, whatever the template leaves out', async () => {
    const drill = service([declaredDraft({ drill: true, simulated: true })]);
    expect(await textOf(drill, 'status-page-investigating', { problem: 'x' })).toMatch(
      /^\*\*DRILL: nothing is broken\.\*\*\n\n\*\*SIMULATED: the metrics are made up\.\*\*\n\n/,
    );
  });

  it('[D62] warns of names, places and commands in a text for readers outside', async () => {
    const open = service([declaredDraft(), commander, users, services]);
    const fields = {
      subject: 'S',
      happened: 'Mia Lind ran `rm -rf /var`, see https://meet.example.com/a',
      resolution: 'Jon Hale is on it.',
    };
    expect(await preview(open, 'customer-mail', fields)).toMatchObject({
      value: {
        missing: [],
        warnings: [
          'The text names Mia Lind.',
          'The text names Jon Hale.',
          'The text names an internal place: https://meet.example.com/a.',
          'The text seems to hold code or a command.',
        ],
      },
    });
    const clean = await preview(open, 'customer-mail', { subject: 'S', happened: 'h', resolution: 'r' });
    expect(clean).toMatchObject({ value: { warnings: [] } });
    expect(clean.ok && clean.value.text).not.toMatch(/pay-core-2|SEV-1|Checkout API errors|Mia|Jon/);
  });

  it('[D63] is refused for what is not there, with what there is', async () => {
    const open = service([declaredDraft()]);
    expect(await open.preview({ incidentId: 'x', templateId: 'internal', fields: {} })).toMatchObject({
      error: { code: 'unknown-incident' },
    });
    expect(await preview(open, 'nope')).toMatchObject({
      error: { code: 'unknown-template', action: expect.stringContaining('customer-mail, final, internal') },
    });
    expect(await preview(open, 'internal', { __proto__x: 'a' })).toMatchObject({
      error: { code: 'unknown-field', action: 'Its fields: impact, known, nextSteps, eta, nextUpdate.' },
    });
    expect(await preview(open, 'internal', {}, 'Monitoring')).toMatchObject({
      error: { code: 'unknown-status', action: 'Use one of: Investigating, Identified, Mitigating, Resolved.' },
    });
  });

  it('[D63] shows hidden characters, and evaluates nothing that a person typed', async () => {
    const open = service([declaredDraft({ title: 'a\n# b \u202e {{ incident.severity }}' })]);
    const text = await textOf(open, 'internal', { known: '{{ incident.title }} {% include "/etc/passwd" %}' });
    expect(text).toContain('**SEV-1 a # b [U+202E] {{ incident.severity }}**');
    expect(text).toContain('{{ incident.title }} {% include "/etc/passwd" %}');
  });
});

describe('a team’s own template', () => {
  const head = '---\nid: ours\nname: Ours\naudience: internal\n---\n';

  it('[D64] is added, replaces the shipped one of its id, and can use contacts and links', async () => {
    const open = service([declaredDraft()]);
    write(
      `${head}Call {{ team.contacts.onCall.name }} ({{ team.contacts.onCall.contact }}), {{ team.contacts.cto.name }}; {{ team.links.statusPage }}\n`,
    );
    expect(await textOf(open, 'ours')).toBe('Call Jon Hale (@jon), not yet known; https://status.example.com');
    write(`${head.replace('ours', 'internal')}Replaced\n`);
    expect(await textOf(open, 'internal')).toBe('Replaced');
  });

  it.each([
    [
      'no front matter',
      'Hello',
      ['1: The file has to begin with a line "---", its id, name and audience, and a line "---".'],
    ],
    ['no text', head, ['5: There is no text below the front matter.']],
    [
      'faults of the front matter',
      '---\nid: x\nnames: X\naudience: everybody\nfields:\n  - { id: a b, label: L }\n---\nx\n',
      [
        '2: name is missing.',
        '3: names is not known here; did you mean name?',
        '4: audience has to be one of status page, internal, customers, final, not "everybody".',
        '6: fields.0.id has to be a word of letters and digits that begins with a letter.',
      ],
    ],
    [
      'a status word of another audience, a field twice, a default that is kept from it',
      '---\nid: x\nname: X\naudience: customers\npublicStatus: [Mitigating]\nfields:\n  - { id: a, label: L, default: incident.title }\n  - { id: a, label: L }\n---\nx\n',
      [
        '5: publicStatus.0 is no status word of this audience: Mitigating; known are Investigating, Identified, Monitoring, Resolved.',
        expect.stringMatching(
          /^7: fields\.0\.default is nothing that this audience may see: incident\.title; known are /,
        ),
        '8: fields.1.id has to be another one: there is a field a before.',
      ],
    ],
    [
      'names that are not there',
      `${head}{{ incident.titel }}\n{{ fields.x }} {{ incident }}\n{% if incident["durations"] %}{% endif %}`,
      [
        '6: incident.titel is not known here; did you mean incident.title?',
        expect.stringMatching(/^7: fields\.x is not known here; known are /),
        '7: incident is a group; name one of its values, such as incident.startedAt.',
        '8: incident.durations is not known here; did you mean incident.duration?',
      ],
    ],
    [
      'what its readers may not see',
      `${head.replace('internal', 'customers')}\n{{ incident.commander }}`,
      [expect.stringMatching(/^7: incident\.commander is not known here/)],
    ],
    ['an unclosed tag', `${head}a\n{% if incident.drill %}`, ['7: tag {% if incident.drill %} not closed.']],
    [
      'a filter that is not there',
      `${head}{{ update.at | date: "%Y" }}`,
      [expect.stringMatching(/^6: There is no filter date here; known are capitalize, .*where\.$/)],
    ],
    [
      'a tag that reads files',
      `${head}\n{% include "/etc/passwd" %}`,
      [expect.stringMatching(/^7: There is no tag include here; known are assign, .*unless\.$/)],
    ],
  ])('[D65] is named with line and fault when it has %s, and the others work', (_, text, expected) => {
    write(text);
    const { templates, problems } = service([declaredDraft()]).templates({ incidentId: testIncidentId });
    expect(templates).toHaveLength(7);
    const file = join(dataDir, 'templates/updates/ours.md.liquid');
    expect(problems.sort((a, b) => a.localeCompare(b)).map((problem) => problem.slice(file.length + 1))).toEqual(
      expected,
    );
  });

  it('[D65] can’t hold the program up or fill its memory', async () => {
    const open = service([declaredDraft()]);
    write(`${head}{% for i in (1..100000000) %}x{% endfor %}`);
    expect(await preview(open, 'ours')).toMatchObject({
      error: { code: 'template-broken', message: expect.stringContaining('memory alloc limit exceeded') },
    });
    write(`${head}${'{% for i in (1..9999) %}'.repeat(3)}x${'{% endfor %}'.repeat(3)}`);
    expect(await preview(open, 'ours')).toMatchObject({
      error: { code: 'template-broken', message: expect.stringContaining('limit exceeded') },
    });
  });
});

it('[D56] are the checklists of an incident with the limits of its taxonomy', () => {
  const { checklists, problems } = service([declaredDraft()]).checklists({ incidentId: testIncidentId });
  expect(problems).toEqual([]);
  expect(checklists.map(({ id, items }) => [id, items.length])).toEqual([
    ['triage', 5],
    ['assess', 4],
    ['verification', 7],
  ]);
});
