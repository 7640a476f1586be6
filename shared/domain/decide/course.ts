import type { DeclareCommand } from '../commands.ts';
import type { Details, EventDraft, Moment } from '../events/index.ts';
import type { Incident } from '../incident.ts';
import { isOver } from '../lifecycle.ts';
import { fail, type Outcome, succeed } from '../outcome.ts';
import { severityRank, type Taxonomy } from '../taxonomy.ts';
import { type DecideContext, type DecideProblemCode, type Decision, noChange, reasonOf } from './context.ts';
import type { Decider } from './index.ts';

/** Whoever declares commands, until somebody else is named: there is exactly one commander at any time. */
export function decideDeclare(command: DeclareCommand, context: DecideContext): Decision {
  const severity = checkSeverity(command.severity, context.taxonomy);
  if (!severity.ok) return severity;
  const occurredAt = command.occurredAt ?? context.now;
  const declared: EventDraft = {
    kind: 'declared',
    occurredAt,
    payload: {
      title: command.title,
      severity: command.severity,
      taxonomyId: severity.value.id,
      detectionSource: command.detectionSource ?? 'person',
      detectedAt: command.detectedAt ?? occurredAt,
      drill: command.drill ?? false,
      simulated: command.simulated,
    },
  };
  const personName = command.commander ?? context.actorName;
  if (personName === undefined) return succeed([declared]);
  return succeed([declared, { kind: 'roleAssigned', occurredAt, payload: { role: 'incident commander', personName } }]);
}

export const courseDeciders = {
  changeStatus(state, command, context) {
    if (command.to === state.status) return noChange(`The incident is ${command.to} already.`);
    const payload = { from: state.status, to: command.to, ...reasonOf(command) };
    return succeed([{ kind: 'statusChanged', occurredAt: command.occurredAt ?? context.now, payload }]);
  },

  changeSeverity(state, command, context) {
    const severity = checkSeverity(command.to, context.taxonomy);
    if (!severity.ok) return severity;
    if (command.to === state.severity) return noChange(`The incident is ${command.to} already.`);
    const payload = { from: state.severity, to: command.to, ...reasonOf(command) };
    return succeed([{ kind: 'severityChanged', occurredAt: command.occurredAt ?? context.now, payload }]);
  },

  changeDetails(state, command) {
    const changes = differing(state, command.changes);
    if (Object.keys(changes).length === 0) return noChange('The incident says that already.');
    return succeed([{ kind: 'detailsChanged', payload: { changes, ...reasonOf(command) } }]);
  },

  setTimestamp(state, command) {
    const { moment, at } = command;
    if (at === null && (moment === 'declaredAt' || moment === 'detectedAt')) {
      return fail('not-possible', 'Every incident was detected and declared at some time.', 'Give the right time.');
    }
    const missing = at === null ? undefined : statusMissing(state, moment);
    if (missing !== undefined) {
      const action = 'Change its status; that can be backdated, and corrected afterwards.';
      return fail('not-possible', `The incident is not ${missing}: it is ${state.status}.`, action);
    }
    if ((state.timestamps[moment] ?? null) === at) return noChange('That moment is recorded so already.');
    return succeed([{ kind: 'timestampSet', payload: { moment, at, ...reasonOf(command) } }]);
  },
} satisfies { [Name in 'changeStatus' | 'changeSeverity' | 'changeDetails' | 'setTimestamp']: Decider<Name> };

/** An end that the incident has not reached can't have a time: it would be measured as over while it goes on. */
function statusMissing(state: Incident, moment: Moment): 'resolved' | 'closed' | undefined {
  if (moment === 'resolvedAt' && !isOver(state.status)) return 'resolved';
  return moment === 'closedAt' && state.status !== 'closed' ? 'closed' : undefined;
}

/** The members that say something new. */
function differing(state: Incident, changes: Details): Details {
  const links = Object.entries(changes.links ?? {}).filter(
    ([kind, target]) => (state.links[kind as keyof Incident['links']] ?? '') !== target,
  );
  const now: Details = {
    title: state.title,
    summary: state.summary ?? '',
    services: [...state.services],
    rootCauseTags: [...state.rootCauseTags],
    drill: state.drill,
  };
  const told = Object.entries(changes).filter(
    ([key, value]) =>
      key !== 'links' && value !== undefined && JSON.stringify(value) !== JSON.stringify(now[key as keyof Details]),
  );
  return { ...Object.fromEntries(told), ...(links.length > 0 && { links: Object.fromEntries(links) }) };
}

/** The taxonomy, when it has that level. */
function checkSeverity(severity: string, taxonomy: Taxonomy | undefined): Outcome<Taxonomy, DecideProblemCode> {
  if (taxonomy === undefined) {
    return fail('unknown-taxonomy', 'There is no such set of severity levels.', 'Choose one of those listed.');
  }
  if (severityRank(taxonomy, severity) !== undefined) return succeed(taxonomy);
  const levels = taxonomy.levels.map((level) => level.id).join(', ');
  return fail('unknown-severity', `${taxonomy.name} has no level ${severity}.`, `Choose one of ${levels}.`);
}
