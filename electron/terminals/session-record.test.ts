import { expect, it } from 'vitest';
import type { EventDraft } from '#shared/domain/events/index.ts';
import { fail, succeed } from '#shared/domain/outcome.ts';
import { OutputExcerpt } from './excerpt.ts';
import { SessionRecord } from './session-record.ts';

it('[S41] says in the record itself, once there is room again, what could not be saved and since when', () => {
  const recorded: EventDraft[][] = [];
  let full = false;
  let clock = Date.UTC(2026, 10, 21, 14);
  const problems: string[] = [];
  const record = new SessionRecord('11111111-1111-4111-8111-111111111111', undefined, {
    recorder: {
      record: (_incidentId, drafts) => {
        if (full) return fail('not-saved', 'The disk is full.', 'Make room.');
        recorded.push([...drafts]);
        return succeed({ events: [] });
      },
      incident: () => undefined,
      openIncidentIds: () => [],
      putBlob: () => '',
      getBlob: () => fail('absent', ''),
    },
    redact: (text) => text,
    now: () => clock,
    elapsed: () => clock,
    newId: () => '22222222-2222-4222-8222-222222222222',
    onNotSaved: ({ message }) => problems.push(message),
  });
  record.opened('db', 'bash', '/');
  full = true;
  record.commandStarted({ commandLine: 'df', cwd: '/' });
  clock += 60_000;
  record.commandStarted({ commandLine: 'rm big', cwd: '/' });
  full = false;
  record.commandStarted({ commandLine: 'df', cwd: '/' });
  record.closed({ exitCode: 0 });

  expect(problems).toEqual(['The disk is full.', 'The disk is full.']);
  expect(recorded.map((drafts) => drafts.map(({ kind }) => kind))).toEqual([
    ['sessionOpened'],
    ['recordingStopped', 'commandStarted'],
    ['sessionClosed'],
  ]);
  expect(recorded[1]?.[0]).toEqual({
    kind: 'recordingStopped',
    occurredAt: Date.UTC(2026, 10, 21, 14),
    bySystem: true,
    payload: {
      sessionId: '11111111-1111-4111-8111-111111111111',
      title: 'db',
      reason: '2 events since 2026-11-21T14:00:00.000Z could not be saved. The disk is full.',
    },
  });
});

it('[S40] records no secret of a directory or of a title', () => {
  const recorded: EventDraft[] = [];
  const record = new SessionRecord('11111111-1111-4111-8111-111111111111', undefined, {
    recorder: {
      record: (_incidentId, drafts) => {
        recorded.push(...drafts);
        return succeed({ events: [] });
      },
      incident: () => undefined,
      openIncidentIds: () => [],
      putBlob: () => '',
      getBlob: () => fail('absent', ''),
    },
    redact: (text) => text.replaceAll('canary', '[redacted]'),
    now: () => 0,
    elapsed: () => 0,
    newId: () => '22222222-2222-4222-8222-222222222222',
    onNotSaved: () => {},
  });
  const step = { runbookId: 'r', stepId: 's', number: 1, title: 'mv canary', risk: 'changes state' } as const;
  record.opened('canary', 'bash', '/tmp/canary');
  record.expectStep(step, 'ls canary');
  record.commandStarted({ commandLine: 'ls canary', cwd: '/tmp/canary' });
  record.commandFinished({ exitCode: 0, output: new OutputExcerpt() });
  record.closed({ exitCode: 0 });
  expect(recorded.map(({ kind }) => kind)).toEqual([
    'sessionOpened',
    'stepStarted',
    'commandStarted',
    'commandFinished',
    'stepFinished',
    'sessionClosed',
  ]);
  expect(JSON.stringify(recorded)).not.toContain('canary');
});
