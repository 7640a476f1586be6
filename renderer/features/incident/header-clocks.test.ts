import { expect, it } from 'vitest';
import { NO_TEAM } from '#shared/domain/team.ts';
import { T0 } from '#shared/domain/test-events.ts';
import { headerClocks } from './header-clocks.ts';
import { incidentAfter, type TestDraft } from './test-support.ts';

const minute = 60_000;
const taxonomy = {
  id: 't',
  name: 'T',
  levels: [
    { id: 'SEV-1', name: 'Critical', meaning: '', acknowledgeMinutes: 5, triageMinutes: 15, updateEveryMinutes: 20 },
  ],
  phases: [{ name: 'Mitigation', toMinutes: 60 }],
  escalation: [
    { id: 'L1', who: 'On-call' },
    { id: 'L2', who: 'Team lead', fromMinutes: 10, contact: 'team lead' as const },
    { id: 'L3', who: 'CTO', fromMinutes: 90 },
  ],
};
const acknowledged = { kind: 'acknowledged', occurredAt: T0 + minute, payload: {} } as const;
const triaged = {
  kind: 'statusChanged',
  occurredAt: T0 + 15.5 * minute,
  payload: { from: 'detected', to: 'investigating' },
} as const;

const clocksAt = (minutes: number, events: readonly TestDraft[], team = NO_TEAM) =>
  headerClocks(incidentAfter(...events), taxonomy, team, T0 + minutes * minute).map(
    ({ label, state }) => `${label}: ${state}`,
  );

it('puts what is due first in front, with whom to call next among it, and leaves the phases to the list of all', () => {
  expect(clocksAt(2, [acknowledged])).toEqual([
    'L2 Team lead: running',
    'triage: running',
    'update: running',
    'acknowledge: met',
  ]);
});

it('puts what is over behind what counts, the late before the met', () => {
  expect(clocksAt(16, [acknowledged, triaged])).toEqual([
    'L2 Team lead: breached',
    'update: near',
    'triage: met late',
    'acknowledge: met',
  ]);
});

it('calls the next one by name where the team names somebody', () => {
  const team = { ...NO_TEAM, contacts: [{ id: 'a', kind: 'team lead' as const, name: 'Maria' }] };
  expect(clocksAt(2, [acknowledged], team)[0]).toBe('L2 Maria: running');
});
