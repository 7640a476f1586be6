import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { apply } from '../apply/index.ts';
import { roleSchema, statusSchema } from '../events/index.ts';
import type { Incident } from '../incident.ts';
import { isOddMove } from '../lifecycle.ts';
import { ada, declaredDraft, T0, testEventId, testEvents } from '../test-events.ts';
import { testTaxonomy } from '../test-taxonomy.ts';
import { type Command, type DecideContext, decide, decideBackfill, decideMerge } from './index.ts';

const [first] = testEvents([declaredDraft()]);
const context: DecideContext = {
  now: T0,
  today: '2026-11-20',
  taxonomy: testTaxonomy,
  actorName: 'Ada Winter',
  event: (id) => (id === testEventId(1) ? first : undefined),
  newId: () => testEventId(99),
};
const declare: Command = { type: 'declare', title: '  Checkout down ', severity: 'SEV-1', simulated: false };
const open = testEvents([declaredDraft()]).reduce(apply, undefined as Incident | undefined);
const closed = testEvents([
  declaredDraft(),
  { kind: 'statusChanged', payload: { from: 'detected', to: 'closed' } },
]).reduce(apply, undefined as Incident | undefined);

const code = (state: Incident | undefined, command: Command, changed: Partial<DecideContext> = {}) => {
  const decision = decide(state, command, { ...context, ...changed });
  return decision.ok ? 'ok' : decision.error.code;
};

describe('decide', () => {
  it('[D12] declares with what was given, and the rest as it usually is', () => {
    expect(decide(undefined, { ...declare, commander: 'Ada Winter' }, context)).toEqual({
      ok: true,
      value: [
        {
          kind: 'declared',
          occurredAt: T0,
          payload: {
            title: 'Checkout down',
            severity: 'SEV-1',
            taxonomyId: 'sev-saas',
            detectionSource: 'person',
            detectedAt: T0,
            drill: false,
            simulated: false,
          },
        },
        { kind: 'roleAssigned', occurredAt: T0, payload: { role: 'incident commander', personName: 'Ada Winter' } },
      ],
    });
  });

  it('[D13] refuses a time that lies in the future, and takes any that has passed', () => {
    expect(code(open, { type: 'addNote', text: 'x', occurredAt: T0 + 1 })).toBe('in-the-future');
    expect(code(undefined, { ...declare, detectedAt: T0 + 1 })).toBe('in-the-future');
    expect(code(open, { type: 'addNote', text: 'x', occurredAt: Number.MAX_SAFE_INTEGER })).toBe('in-the-future');
    expect(code(open, { type: 'addNote', text: 'x', occurredAt: 0 })).toBe('ok');
  });

  it('[D14] takes only severities that the taxonomy has', () => {
    expect(code(undefined, { ...declare, severity: 'P0' })).toBe('unknown-severity');
    expect(code(open, { type: 'changeSeverity', to: 'P0' })).toBe('unknown-severity');
    expect(code(undefined, declare, { taxonomy: undefined })).toBe('unknown-taxonomy');
  });

  it('[D15] adds notes and pins to a closed incident, reopens it, and refuses everything else', () => {
    expect(code(closed, { type: 'addNote', text: 'found later' })).toBe('ok');
    expect(code(closed, { type: 'pin', eventId: testEventId(1), pinned: true })).toBe('ok');
    expect(code(closed, { type: 'changeStatus', to: 'investigating' })).toBe('ok');
    expect(code(closed, { type: 'acknowledge' })).toBe('incident-closed');
    expect(code(closed, { type: 'changeSeverity', to: 'SEV-2' })).toBe('incident-closed');
    expect(code(closed, { type: 'assignRole', role: 'scribe', personName: 'Jon' })).toBe('incident-closed');
  });

  it('[D16] writes nothing that changes nothing', () => {
    const acknowledged = testEvents([declaredDraft(), { kind: 'acknowledged', payload: {} }]).reduce(
      apply,
      undefined as Incident | undefined,
    );
    expect(code(acknowledged, { type: 'acknowledge' })).toBe('no-change');
    expect(code(open, { type: 'changeStatus', to: 'detected' })).toBe('no-change');
    expect(code(open, { type: 'changeSeverity', to: 'SEV-1' })).toBe('no-change');
    expect(code(open, { type: 'pin', eventId: testEventId(1), pinned: false })).toBe('no-change');
  });

  it('[D17] refuses what it cannot record, and says which field', () => {
    expect(code(open, { type: 'addNote', text: ' \n ' })).toBe('invalid-text');
    expect(decide(undefined, { ...declare, title: '   ' }, context)).toMatchObject({
      ok: false,
      error: { code: 'invalid-text', message: expect.stringContaining('title') },
    });
    expect(code(undefined, { type: 'acknowledge' })).toBe('unknown-incident');
    expect(code(open, { type: 'pin', eventId: testEventId(9), pinned: true })).toBe('unknown-event');
  });

  it('[D18] blocks no move between two statuses, and calls backwards and early closing odd', () => {
    for (const from of statusSchema.options) {
      for (const to of statusSchema.options) {
        const state = { ...(open as Incident), status: from };
        expect(code(state, { type: 'changeStatus', to })).toBe(from === to ? 'no-change' : 'ok');
      }
    }
    expect(isOddMove('monitoring', 'investigating')).toBe(true);
    expect(isOddMove('mitigating', 'closed')).toBe(true);
    expect(isOddMove('detected', 'resolved')).toBe(false);
  });

  it('[D19] folds what it decided into the state that it decided on, command after command', () => {
    const occurredAt = fc.option(fc.integer({ min: 0, max: T0 }), { nil: undefined });
    const commands = fc.oneof(
      fc.record({ type: fc.constant('acknowledge' as const), occurredAt }),
      fc.record({
        type: fc.constant('changeStatus' as const),
        to: fc.constantFrom(...statusSchema.options),
        occurredAt,
      }),
      fc.record({
        type: fc.constant('changeSeverity' as const),
        to: fc.constantFrom('SEV-1', 'SEV-2', 'SEV-3', 'SEV-9'),
        occurredAt,
      }),
      fc.record({
        type: fc.constant('assignRole' as const),
        role: fc.constantFrom(...roleSchema.options),
        personName: fc.constantFrom('Ada', ' Jon '),
        occurredAt,
      }),
      fc.record({ type: fc.constant('addNote' as const), text: fc.string(), pinned: fc.boolean(), occurredAt }),
      fc.record({ type: fc.constant('pin' as const), eventId: fc.constant(testEventId(1)), pinned: fc.boolean() }),
    );
    fc.assert(
      fc.property(fc.array(commands, { maxLength: 30 }), (list) => {
        const drafts = [declaredDraft()] as Parameters<typeof testEvents>[0][number][];
        let state = open;
        for (const command of list) {
          const decision = decide(state, command, context);
          if (!decision.ok) continue;
          for (const draft of decision.value) {
            drafts.push({ ...draft, actor: ada, recordedAt: T0 });
            state = apply(state, testEvents(drafts).at(-1) as ReturnType<typeof testEvents>[number]);
          }
          if (command.type === 'changeStatus') expect(state?.status).toBe(command.to);
          if (command.type === 'changeSeverity') expect(state?.severityHistory.at(-1)?.severity).toBe(command.to);
          if (command.type === 'assignRole') expect(state?.roles[command.role]).toBe(command.personName.trim());
          if (command.type === 'acknowledge') expect(state?.timestamps.acknowledgedAt).toBe(command.occurredAt ?? T0);
        }
        const events = testEvents(drafts);
        expect(events.every((event) => event.kind !== 'unknown')).toBe(true);
        expect(events.reduce(apply, undefined as Incident | undefined)).toEqual(state);
        expect(state?.eventCount).toBe(events.length);
      }),
    );
  });
});

describe('merging and bringing in', () => {
  const other = { ...(open as Incident), id: '01930000-0000-7000-8000-0000000000ff', title: 'The same' };

  it('[D15] leaves a closed incident as it is', () => {
    const into = { ...other, status: 'closed' } as const;
    expect(decideMerge(open, into)).toMatchObject({ error: { code: 'incident-closed' } });
    expect(decideBackfill(closed as Incident, [])).toMatchObject({ error: { code: 'incident-closed' } });
    expect(decideMerge(open, other)).toMatchObject({ ok: true });
  });

  it('[D87] makes a duplicate that is reopened an incident of its own again', () => {
    const merged = decideMerge(open, other);
    if (!merged.ok) throw new Error(merged.error.message);
    const drafts = [declaredDraft(), ...merged.value.duplicate];
    const duplicate = testEvents(drafts).reduce(apply, undefined as Incident | undefined);
    expect(duplicate).toMatchObject({ status: 'closed', mergedInto: { title: 'The same' } });
    const reopening = { kind: 'statusChanged', payload: { from: 'closed', to: 'investigating' } } as const;
    const reopened = testEvents([...drafts, reopening]).reduce(apply, undefined as Incident | undefined);
    expect(reopened?.status).toBe('investigating');
    expect(reopened?.mergedInto).toBeUndefined();
  });

  it('[D88] copies no text of other entries into a handover; its note is an entry of its own', () => {
    const state = testEvents([
      declaredDraft(),
      { kind: 'roleAssigned', payload: { role: 'incident commander', personName: 'Ada Winter' } },
      {
        kind: 'updatePublished',
        payload: { audience: 'internal', channels: [], publicStatus: 'Investigating', text: 'SECRET' },
      },
      { kind: 'detailsChanged', payload: { changes: { summary: 'SECRET' } } },
      {
        kind: 'impactChanged',
        payload: { fact: { field: 'data loss', value: { extent: 'suspected', detail: 'SECRET' } }, source: 'SECRET' },
      },
    ]).reduce(apply, undefined as Incident | undefined);
    const command = { type: 'handOverRole', role: 'incident commander', to: 'Jon', note: 'mind the queue' } as const;
    const handedOver = decide(state, command, context);
    expect(handedOver).toMatchObject({
      ok: true,
      value: [
        { kind: 'roleHandedOver', payload: { to: 'Jon' } },
        { kind: 'noteAdded', payload: { noteKind: 'communication', text: 'Handover to Jon: mind the queue' } },
      ],
    });
    expect(JSON.stringify(handedOver)).not.toContain('SECRET');
  });
});
