import { describe, expect, it } from 'vitest';
import { apply } from '../apply/index.ts';
import { type CommandName, commandSchemas } from '../commands.ts';
import type { JournalEvent } from '../events/index.ts';
import type { Incident } from '../incident.ts';
import { declaredDraft, T0, testEventId, testEvents } from '../test-events.ts';
import { testTaxonomy } from '../test-taxonomy.ts';
import { type Command, checkPurge, type DecideContext, decide, decideMerge } from './index.ts';

const events = testEvents([
  declaredDraft(),
  { kind: 'roleAssigned', payload: { role: 'scribe', personName: 'Jon Reyes' } },
  { kind: 'noteAdded', payload: { noteKind: 'observation', text: 'all red' } },
  {
    kind: 'actionItemAdded',
    payload: {
      itemId: testEventId(50),
      item: { title: 'Add an alert', priority: 'P1', itemKind: 'detect', horizon: 'short-term' },
    },
  },
]);
const fold = (list: readonly JournalEvent[]) => list.reduce(apply, undefined as Incident | undefined) as Incident;
const open = fold(events);
const closed = fold([
  ...events,
  ...testEvents([
    ...events.map(() => declaredDraft()),
    { kind: 'statusChanged', payload: { from: 'detected', to: 'closed' } },
  ]).slice(-1),
]);
const context: DecideContext = {
  now: T0,
  today: '2026-11-20',
  taxonomy: { ...testTaxonomy, escalation: [{ id: 'L1', who: 'on-call' }] },
  actorName: 'Ada Winter',
  event: (id) => events.find((event) => event.id === id),
  newId: () => testEventId(99),
};
const declare = { type: 'declare', title: 'Checkout down', severity: 'SEV-1', simulated: false } as const;
const item = { title: 'x', priority: 'P0', itemKind: 'prevent', horizon: 'immediate' } as const;
const reason = 'because';

const refusal = (command: Command, state: Incident | undefined) => {
  const decision = decide(state, command, context);
  return decision.ok ? decision : decision.error;
};

describe('bad input', () => {
  const tenMegabytes = 'x'.repeat(10_000_000);
  const half = 'cut \ud83d';

  it.each<readonly [string, Command, code: string, message: string]>([
    ['a title of 10 MB', { ...declare, title: tenMegabytes }, 'invalid-text', 'title is longer than 300'],
    ['a note of 10 MB', { type: 'addNote', text: tenMegabytes }, 'invalid-text', 'text is longer than 100000'],
    ['half a character in a title', { ...declare, title: half }, 'invalid-text', 'title holds half a character'],
    ['half a character in a note', { type: 'addNote', text: half }, 'invalid-text', 'text holds half a character'],
    [
      'half a character deep inside',
      { type: 'changeDetails', changes: { services: ['api', half] } },
      'invalid-text',
      'services holds half a character',
    ],
    ['a title of blanks', { ...declare, title: ' \t ' }, 'invalid-text', 'title is empty'],
    ['a severity that the taxonomy lacks', { ...declare, severity: 'P0' }, 'unknown-severity', 'no level P0'],
    ['a change to such a severity', { type: 'changeSeverity', to: 'SEV-9' }, 'unknown-severity', 'no level SEV-9'],
    ['no severity at all', { ...declare, severity: '' }, 'invalid-text', 'severity is empty'],
    ['a commander without a name', { ...declare, commander: ' ' }, 'invalid-text', 'commander is empty'],
    [
      'fewer users than none',
      { type: 'changeImpact', fact: { field: 'users affected', value: -1 }, source: 'logs' },
      'invalid-text',
      'users affected is less than 0',
    ],
    [
      'more users than all',
      { type: 'changeImpact', fact: { field: 'share of users', value: 101 }, source: 'logs' },
      'invalid-text',
      'share of users is more than 100',
    ],
    [
      'half a user',
      { type: 'changeImpact', fact: { field: 'users affected', value: 0.5 }, source: 'logs' },
      'invalid-text',
      'users affected',
    ],
    [
      'a figure from nowhere',
      { type: 'changeImpact', fact: { field: 'users affected', value: 7 }, source: '  ' },
      'invalid-text',
      'users affected come from',
    ],
    ['a due date before today', { type: 'addActionItem', ...item, dueOn: '2026-11-19' }, 'in-the-past', '2026-11-19'],
    [
      'an item moved to a day before today',
      { type: 'changeActionItem', itemId: testEventId(50), changes: { dueOn: '2026-11-19' } },
      'in-the-past',
      '2026-11-19',
    ],
    ['a day that there is not', { type: 'addActionItem', ...item, dueOn: '2026-02-30' }, 'invalid-text', 'due on'],
    [
      'an entry of another incident',
      { type: 'retractEntry', eventId: testEventId(77), reason },
      'unknown-event',
      'no such entry',
    ],
    [
      'an amended machine record',
      { type: 'amendEntry', eventId: testEventId(1), text: 'x', reason },
      'not-possible',
      'person',
    ],
    ['a reason of blanks', { type: 'retractEntry', eventId: testEventId(3), reason: ' ' }, 'invalid-text', 'reason'],
    [
      'an action item that there is not',
      { type: 'closeActionItem', itemId: testEventId(51), outcome: 'done' },
      'unknown-item',
      'action item',
    ],
    ['a level that the ladder lacks', { type: 'escalate', level: 'L9' }, 'unknown-level', 'no level L9'],
    ['a handover by nobody', { type: 'handOverRole', role: 'operations', to: 'Ada' }, 'unknown-person', 'operations'],
    [
      'an end that was not reached',
      { type: 'setTimestamp', moment: 'resolvedAt', at: T0 },
      'not-possible',
      'not resolved',
    ],
    ['a closing that was not', { type: 'setTimestamp', moment: 'closedAt', at: T0 }, 'not-possible', 'not closed'],
    [
      'an incident that was never detected',
      { type: 'setTimestamp', moment: 'detectedAt', at: null },
      'not-possible',
      'detected',
    ],
  ])('[D79] refuses %s, says which field it is and what to do', (_name, command, code, message) => {
    expect(refusal(command, command.type === 'declare' ? undefined : open)).toEqual({
      code,
      message: expect.stringContaining(message),
      action: expect.stringMatching(/\.$/),
    });
  });

  it('[D13] refuses any time in the future, wherever a command has one', () => {
    const later = T0 + 1;
    const commands: readonly Command[] = [
      { ...declare, occurredAt: later },
      { ...declare, detectedAt: later },
      { type: 'acknowledge', occurredAt: later },
      { type: 'changeStatus', to: 'resolved', occurredAt: later },
      { type: 'setTimestamp', moment: 'startedAt', at: later },
      { type: 'amendEntry', eventId: testEventId(3), at: later, reason },
    ];
    for (const command of commands)
      expect(refusal(command, command.type === 'declare' ? undefined : open)).toMatchObject({ code: 'in-the-future' });
  });

  it('[D79] refuses a reason that cannot be recorded, also for what is no command of one incident', () => {
    const other: Incident = { ...open, id: testEventId(900) };
    for (const bad of ['cut \ud83d', 'x'.repeat(2001)]) {
      expect(decideMerge(open, other, bad)).toMatchObject({ ok: false, error: { code: 'invalid-text' } });
      expect(checkPurge(testEventId(3), bad, context)).toMatchObject({ error: { code: 'invalid-text' } });
    }
    expect(checkPurge(testEventId(3), '  ', context)).toMatchObject({ error: { code: 'invalid-text' } });
    expect(checkPurge(testEventId(1), reason, context)).toMatchObject({ error: { code: 'not-possible' } });
    expect(checkPurge(testEventId(3), reason, context)).toMatchObject({ ok: true });
  });

  it('[D79] declares an incident once', () => {
    expect(refusal(declare, open)).toMatchObject({ code: 'not-possible' });
  });

  it('[D16] sees that nothing would change once the blanks around it are gone', () => {
    expect(
      refusal({ type: 'changeDetails', changes: { title: '  Checkout API errors ', services: [] } }, open),
    ).toMatchObject({
      code: 'no-change',
    });
    expect(refusal({ type: 'assignRole', role: 'scribe', personName: ' Jon Reyes ' }, open)).toMatchObject({
      code: 'no-change',
    });
  });

  /** Every command, as it would be accepted while the incident is open; a new one has to be put here. */
  const each: {
    readonly [Name in CommandName]: {
      readonly command: Command & { type: Name };
      readonly closed: 'ok' | 'incident-closed';
    };
  } = {
    acknowledge: { command: { type: 'acknowledge' }, closed: 'incident-closed' },
    changeStatus: { command: { type: 'changeStatus', to: 'investigating' }, closed: 'ok' },
    changeSeverity: { command: { type: 'changeSeverity', to: 'SEV-2' }, closed: 'incident-closed' },
    changeDetails: { command: { type: 'changeDetails', changes: { title: 'Other' } }, closed: 'ok' },
    setTimestamp: { command: { type: 'setTimestamp', moment: 'startedAt', at: T0 }, closed: 'ok' },
    assignRole: { command: { type: 'assignRole', role: 'operations', personName: 'Ada' }, closed: 'incident-closed' },
    handOverRole: { command: { type: 'handOverRole', role: 'scribe', to: 'Ada' }, closed: 'incident-closed' },
    joinResponders: { command: { type: 'joinResponders', personName: 'Ada' }, closed: 'incident-closed' },
    leaveResponders: { command: { type: 'leaveResponders', personName: 'Jon Reyes' }, closed: 'incident-closed' },
    escalate: { command: { type: 'escalate', level: 'L1' }, closed: 'incident-closed' },
    addNote: { command: { type: 'addNote', text: 'x' }, closed: 'ok' },
    amendEntry: { command: { type: 'amendEntry', eventId: testEventId(3), text: 'y', reason }, closed: 'ok' },
    retractEntry: { command: { type: 'retractEntry', eventId: testEventId(3), reason }, closed: 'ok' },
    pin: { command: { type: 'pin', eventId: testEventId(3), pinned: true }, closed: 'ok' },
    attach: {
      command: { type: 'attach', name: 'a.txt', mediaType: 'text/plain', size: 1, blob: 'a'.repeat(64) },
      closed: 'ok',
    },
    tickChecklistItem: {
      command: { type: 'tickChecklistItem', checklistId: 'triage', itemId: 'logs', text: 'Logs', checked: true },
      closed: 'incident-closed',
    },
    publishUpdate: {
      command: { type: 'publishUpdate', audience: 'internal', publicStatus: 'Resolved', text: 'x' },
      closed: 'incident-closed',
    },
    changeImpact: {
      command: { type: 'changeImpact', fact: { field: 'users affected', value: 0 }, source: 'logs' },
      closed: 'ok',
    },
    addActionItem: { command: { type: 'addActionItem', ...item }, closed: 'ok' },
    changeActionItem: {
      command: { type: 'changeActionItem', itemId: testEventId(50), changes: { owner: 'Ada' } },
      closed: 'ok',
    },
    closeActionItem: { command: { type: 'closeActionItem', itemId: testEventId(50), outcome: 'done' }, closed: 'ok' },
    writeReviewSection: { command: { type: 'writeReviewSection', section: 'lessons', text: 'x' }, closed: 'ok' },
    changeReviewStatus: { command: { type: 'changeReviewStatus', to: 'in review' }, closed: 'ok' },
  };

  it.each(Object.keys(commandSchemas) as CommandName[])('[D15] answers %s on a closed incident', (name) => {
    const { command, closed: expected } = each[name];
    expect(decide(open, command, context)).toMatchObject({ ok: true });
    const decision = decide(closed, command, context);
    expect(decision.ok ? 'ok' : decision.error).toEqual(
      expected === 'ok'
        ? 'ok'
        : { code: 'incident-closed', message: expect.any(String), action: expect.stringContaining('Reopen it') },
    );
  });
});
