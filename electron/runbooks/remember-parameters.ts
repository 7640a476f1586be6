import type { WireEvent } from '#shared/domain/events/index.ts';
import { type Outcome, succeed } from '#shared/domain/outcome.ts';
import type { Runbook } from '#shared/domain/runbook.ts';
import type { Recorder, RecorderProblemCode } from '../incidents/recorder.ts';

/**
 * Records the values that are new to this incident, so that nobody is asked twice, here or after a restart. Secret ones,
 * empty ones and those that the runbook doesn't know are left out.
 */
export function rememberParameters(
  recorder: Pick<Recorder, 'incident' | 'record'>,
  incidentId: string,
  runbook: Runbook,
  given: Readonly<Record<string, string>>,
): Outcome<{ readonly events: WireEvent[] }, RecorderProblemCode> {
  const known = recorder.incident(incidentId)?.parameters ?? {};
  const values = Object.fromEntries(
    runbook.parameters.flatMap(({ name, secret }) => {
      const value = Object.hasOwn(given, name) ? given[name] : undefined;
      return secret || !value || known[name] === value ? [] : [[name, value]];
    }),
  );
  if (Object.keys(values).length === 0) return succeed({ events: [] });
  const recorded = recorder.record(incidentId, [{ kind: 'parametersSet', payload: { values } }], 'person');
  return recorded.ok ? succeed({ events: [...recorded.value.events] }) : recorded;
}
