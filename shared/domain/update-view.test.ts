import { expect, it } from 'vitest';
import { apply } from './apply/index.ts';
import type { EventDraft } from './events/index.ts';
import type { Incident } from './incident.ts';
import { NO_TEAM, type Team } from './team.ts';
import { declaredDraft, T0, testEvents } from './test-events.ts';
import { testTaxonomy } from './test-taxonomy.ts';
import { toUpdateView, type UpdateViewInput, updateText, updateVariables } from './update-view.ts';

const at = (minutes: number) => T0 + minutes * 60_000;
const status = (to: 'resolved' | 'closed' | 'monitoring', minutes: number): EventDraft => ({
  kind: 'statusChanged',
  occurredAt: at(minutes),
  payload: { from: 'detected', to },
});
const started = (minutes: number): EventDraft => ({
  kind: 'timestampSet',
  occurredAt: at(minutes),
  payload: { moment: 'startedAt', at: at(minutes) },
});

function view(drafts: readonly EventDraft[], input: Partial<UpdateViewInput> = {}) {
  const incident = testEvents(drafts).reduce<Incident | undefined>(apply, undefined);
  if (!incident) throw new Error('not declared');
  return toUpdateView({
    incident,
    taxonomy: testTaxonomy,
    team: NO_TEAM,
    audience: 'internal',
    publicStatus: 'Investigating',
    now: at(20),
    timeZone: 'UTC',
    ...input,
  });
}

it('[D61] leaves everything that nobody knows undefined, never zero or empty', () => {
  const bare = view([declaredDraft()], { taxonomy: undefined });
  const known = updateVariables('internal').filter((name) => updateText(bare, name) !== undefined);
  expect(known).toEqual([
    'update.status',
    'update.at',
    'incident.detectedAt',
    'incident.duration',
    'incident.title',
    'incident.severity',
    'incident.status',
    'incident.documentStatus',
    'incident.declaredAt',
  ]);
  const unknown: EventDraft = {
    kind: 'impactChanged',
    occurredAt: at(1),
    payload: { fact: { field: 'users affected', value: null }, source: 'logs are gone' },
  };
  expect(updateText(view([declaredDraft(), unknown]), 'incident.impact')).toBeUndefined();
  expect(updateText(view([declaredDraft(), unknown]), 'incident.usersAffected')).toBeUndefined();
});

it('[D61] tells a known zero from what is unknown', () => {
  const none: EventDraft = {
    kind: 'impactChanged',
    occurredAt: at(1),
    payload: { fact: { field: 'users affected', value: 0 }, source: 'dashboard' },
  };
  expect(updateText(view([declaredDraft(), none]), 'incident.usersAffected')).toBe('0');
});

it('[D61] measures from the start where it is known, until the resolution or now', () => {
  const duration = (...drafts: EventDraft[]) => updateText(view([declaredDraft(), ...drafts]), 'incident.duration');
  expect(duration()).toBe('20 m');
  expect(duration(started(-10))).toBe('30 m');
  expect(duration(started(-10), status('monitoring', 5))).toBe('30 m');
  expect(duration(started(-10), status('resolved', 5))).toBe('15 m');
  // Closed without a resolution: how long it lasted is not known.
  expect(duration(status('closed', 5))).toBeUndefined();
  expect(duration(status('resolved', 5), started(8))).toBeUndefined();
});

it('[D61] promises the next update one cadence from now, and none once it is over', () => {
  const next = (...drafts: EventDraft[]) => updateText(view([declaredDraft(), ...drafts]), 'update.nextAt');
  expect(next()).toBe('2026-11-20 14:35 UTC');
  expect(next(status('resolved', 5))).toBeUndefined();
});

it('[D62] gives readers outside no value that is not among their names', () => {
  const team: Team = {
    contacts: [{ id: '1', kind: 'CTO', name: 'Jon Hale' }],
    links: { warRoomCall: 'https://meet.example.com', statusPage: 'https://status.example.com' },
    updateChannels: [],
  };
  for (const audience of ['customers', 'status page'] as const) {
    const outside = view([declaredDraft()], { audience, team });
    expect(JSON.stringify(outside)).not.toMatch(/Jon|meet\.example|Checkout|SEV-1|Ada/);
    expect(updateText(outside, 'links.statusPage')).toBe('https://status.example.com');
    expect(updateVariables(audience).some((name) => /title|summary|commander|contacts|call|services/.test(name))).toBe(
      false,
    );
  }
});

it('[D64] takes the incident’s own links before the team’s', () => {
  const links: EventDraft = {
    kind: 'detailsChanged',
    occurredAt: at(1),
    payload: { changes: { links: { call: 'https://meet.example.com/now' } } },
  };
  const team: Team = {
    ...NO_TEAM,
    links: { warRoomCall: 'https://meet.example.com/usual', chatChannel: '#incidents' },
  };
  const seen = view([declaredDraft(), links], { team });
  expect(updateText(seen, 'links.call')).toBe('https://meet.example.com/now');
  expect(updateText(seen, 'links.chatChannel')).toBe('#incidents');
});
