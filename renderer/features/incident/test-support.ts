import { apply } from '#shared/domain/apply/index.ts';
import type { Incident } from '#shared/domain/incident.ts';
import { declaredDraft, testEvents } from '#shared/domain/test-events.ts';

export type TestDraft = Parameters<typeof testEvents>[0][number];

/** For tests only: what these events add up to after a declaration at T0. */
export function incidentAfter(...drafts: readonly TestDraft[]): Incident {
  const incident = testEvents([declaredDraft(), ...drafts]).reduce(apply, undefined as Incident | undefined);
  if (!incident) throw new Error('The declaration did not fold.');
  return incident;
}
