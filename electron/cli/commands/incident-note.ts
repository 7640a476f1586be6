import type { Argv } from 'yargs';
import { noteKindSchema } from '#shared/domain/events/index.ts';
import { type Act, type CommonArguments, done, failed } from '../context.ts';
import { findIncident } from '../find-incident.ts';
import { instantOption } from '../instant.ts';
import { withRecord } from '../with-record.ts';

/** `war-room incident note`: prints the new event's id. */
export function addNote(cli: Argv<CommonArguments>, act: Act) {
  return cli.command(
    'note <id> <text>',
    'Write a note into the timeline',
    (options) =>
      options
        .positional('id', { type: 'string', demandOption: true, describe: 'Id of the incident, or its beginning' })
        .positional('text', { type: 'string', demandOption: true, describe: 'What is noted' })
        .options({
          kind: { choices: noteKindSchema.options, default: 'observation' as const, describe: 'What kind of note' },
          at: {
            type: 'string',
            requiresArg: true,
            coerce: instantOption,
            describe: 'When it happened, ISO 8601; default: now',
          },
          json: { type: 'boolean', default: false, describe: 'Print the events as JSON' },
        }),
    act((given, context) =>
      withRecord(context, async (record) => {
        const incident = findIncident(record, given.id);
        if (!incident.ok) return failed(incident.error);
        const noted = await record.incidents.addNote(
          {
            incidentId: incident.value.id,
            text: given.text,
            noteKind: given.kind,
            ...(given.at !== undefined && { occurredAt: given.at }),
          },
          { signal: new AbortController().signal },
        );
        if (!noted.ok) return failed(noted.error);
        context.io.out(given.json ? JSON.stringify(noted.value) : noted.value.events.map(({ id }) => id).join('\n'));
        return done;
      }),
    ),
  );
}
