import { describe, expect, it } from 'vitest';
import { apply } from './apply/index.ts';
import type { EventDraft } from './events/index.ts';
import type { Incident } from './incident.ts';
import { describeStanding } from './standing.ts';
import { declaredDraft, T0, testEvents } from './test-events.ts';
import { testTaxonomy } from './test-taxonomy.ts';

const MINUTE = 60_000;
const at = (minutes: number) => T0 + minutes * MINUTE;
const taxonomy = {
  ...testTaxonomy,
  escalation: [
    { id: 'L1', who: 'On-call', fromMinutes: 0 },
    { id: 'L2', who: 'Team lead', fromMinutes: 30 },
  ],
};

function standing(drafts: readonly EventDraft[], minutes: number): readonly string[] {
  const incident = testEvents(drafts).reduce(apply, undefined as Incident | undefined);
  if (!incident) throw new Error('not declared');
  return describeStanding(incident, taxonomy, at(minutes)).split('\n');
}

describe('describeStanding', () => {
  it('[D74] says of a fresh incident what is known and what is not', () => {
    expect(standing([declaredDraft()], 2)).toEqual([
      'SEV-1 Checkout API errors: detected, 2 m since detection.',
      'SEV-1 for 2 m, detected for 2 m.',
      'Nobody has a role. Nobody has acknowledged it.',
      'Impact: not known yet.',
      'Clocks: acknowledge due in 3 m, triage due in 13 m, update due in 13 m.',
      'Escalation: next L1 On-call, due now.',
      'No update has been published.',
    ]);
  });

  it('[D74] tells the one who takes over since when, who, how bad, what is late and who is next', () => {
    const tick = (itemId: string, checked: boolean): EventDraft => ({
      kind: 'checklistItemChecked',
      occurredAt: at(5),
      payload: { checklistId: 'triage', itemId, text: `Item ${itemId}`, checked },
    });
    const drafts: readonly EventDraft[] = [
      declaredDraft({ severity: 'SEV-2', drill: true }),
      { kind: 'detailsChanged', occurredAt: at(1), payload: { changes: { summary: 'Carts cannot be paid.' } } },
      { kind: 'roleAssigned', occurredAt: at(1), payload: { role: 'incident commander', personName: 'Ada Winter' } },
      { kind: 'responderJoined', occurredAt: at(1), payload: { personName: 'Grace' } },
      { kind: 'acknowledged', occurredAt: at(2), payload: {} },
      { kind: 'statusChanged', occurredAt: at(4), payload: { from: 'detected', to: 'investigating' } },
      { kind: 'severityChanged', occurredAt: at(10), payload: { from: 'SEV-2', to: 'SEV-1' } },
      tick('a', true),
      tick('b', true),
      tick('b', false),
      {
        kind: 'impactChanged',
        occurredAt: at(6),
        payload: { fact: { field: 'users affected', value: 1200 }, source: 'logs' },
      },
      {
        kind: 'updatePublished',
        occurredAt: at(8),
        payload: {
          audience: 'internal',
          channels: [],
          publicStatus: 'Investigating',
          text: 'Paying fails.\nMore soon.',
        },
      },
      { kind: 'escalated', occurredAt: at(20), payload: { level: 'L2', who: 'Team lead' } },
      {
        kind: 'actionItemAdded',
        occurredAt: at(21),
        payload: {
          itemId: '01930000-0000-7000-8000-00000000000a',
          item: { title: 'Alert earlier', priority: 'P1', itemKind: 'detect', horizon: 'short-term' },
        },
      },
    ];
    expect(standing(drafts, 25)).toEqual([
      'Drill: SEV-1 Checkout API errors: investigating, 25 m since detection.',
      'SEV-1 for 15 m (SEV-2 before), investigating for 21 m.',
      'Roles: incident commander Ada Winter. Also here: Grace.',
      'Impact: users affected 1,200.',
      'Clocks: update 2 m late.',
      'Escalation: L2 Team lead told 5 m ago, no answer yet.',
      'Last update (internal) 17 m ago: Investigating.',
      'Checklists: 1 item ticked; open again: Item b.',
      '1 action item open.',
    ]);
  });

  it('[D74] says how long it took once it is over', () => {
    const resolved: EventDraft = {
      kind: 'statusChanged',
      occurredAt: at(40),
      payload: { from: 'detected', to: 'resolved' },
    };
    expect(standing([declaredDraft(), resolved], 100).slice(0, 2)).toEqual([
      'SEV-1 Checkout API errors: resolved, 40 m from detection until then.',
      'SEV-1 for 1 h 40 m, resolved for 1 h.',
    ]);
  });

  it('[D74] names an earlier limit that was passed beside the one that holds now', () => {
    const lowered: EventDraft = {
      kind: 'severityChanged',
      occurredAt: at(6),
      payload: { from: 'SEV-1', to: 'SEV-3' },
    };
    expect(standing([declaredDraft(), lowered], 10)[4]).toBe(
      'Clocks: acknowledge late by an earlier limit and due in 50 m, update due in 50 m, triage due in 1 h 50 m.',
    );
  });

  it('[D74] stays within what an entry takes', () => {
    const crowd = Array.from(
      { length: 600 },
      (_, index): EventDraft => ({
        kind: 'responderJoined',
        occurredAt: at(1),
        payload: { personName: `${index} ${'\u{1f525}'.repeat(90)}` },
      }),
    );
    const text = standing([declaredDraft(), ...crowd], 2).join('\n');
    expect(text.length).toBe(50_000);
    expect(text.isWellFormed()).toBe(true);
  });
});
