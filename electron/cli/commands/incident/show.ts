import type { Argv } from 'yargs';
import type { WireEvent } from '#shared/domain/events/index.ts';
import type { Incident } from '#shared/domain/incident.ts';
import { readEvent } from '#shared/domain/read-event.ts';
import { type TimelineEntry, toTimelineEntries } from '#shared/domain/timeline.ts';
import { type Act, type CommonArguments, done, failed } from '../../context.ts';
import { findIncident } from '../../find-incident.ts';
import { oneLine, plainText } from '../../plain-text.ts';
import { withRecord } from '../../with-record.ts';

/** `war-room incident show`: where it stands, and its timeline. */
export function addShow(cli: Argv<CommonArguments>, act: Act) {
  return cli.command(
    'show <id>',
    'Show an incident and its timeline',
    (options) =>
      options
        .positional('id', { type: 'string', demandOption: true, describe: 'Id of the incident, or its beginning' })
        .options({
          json: { type: 'boolean', default: false, describe: 'Print state and events as JSON, which `verify` reads' },
        }),
    act((given, context) =>
      withRecord(context, (record) => {
        const incident = findIncident(record, given.id);
        if (!incident.ok) return failed(incident.error);
        const events = record.incidents.events(incident.value.id);
        context.io.out(
          given.json ? JSON.stringify({ incident: incident.value, events }) : describe(incident.value, events),
        );
        return done;
      }),
    ),
  );
}

function describe(incident: Incident, events: readonly WireEvent[]): string {
  const roles = Object.entries(incident.roles).map(([role, name]) => `${role}: ${name}`);
  const head = [
    `${incident.severity}  ${incident.status}  ${oneLine(incident.title)}${incident.drill ? '  (drill)' : ''}`,
    incident.id,
    ...roles.map(oneLine),
    '',
  ];
  return [...head, ...toTimelineEntries(events.map(readEvent)).flatMap(describeEntry)].join('\n');
}

function describeEntry(entry: TimelineEntry): readonly string[] {
  const time = new Date(entry.occurredAt).toISOString();
  const marks = [entry.pinned ? 'pinned' : '', entry.backdated ? 'backdated' : ''].filter(Boolean);
  const details = [
    ...entry.details.filter((detail) => detail !== entry.label),
    ...(entry.actorName === undefined ? [] : [entry.actorName]),
    ...marks,
  ];
  const evidence = entry.evidence === undefined ? [] : plainText(entry.evidence).split('\n');
  return [
    `${time}  ${entry.label.padEnd(12)}  ${oneLine(entry.headline)}`,
    ...(details.length === 0 ? [] : [`${' '.repeat(40)}${oneLine([...new Set(details)].join(' - '))}`]),
    ...evidence.map((line) => `${' '.repeat(40)}| ${line}`),
  ];
}
