import type { Argv } from 'yargs';
import { statusSchema } from '#shared/domain/events/index.ts';
import { type Act, type CommonArguments, done, failed } from '../context.ts';
import { findIncident } from '../find-incident.ts';
import { instantOption } from '../instant.ts';
import { withRecord } from '../with-record.ts';

/** `war-room incident status`: moves an incident to another state. */
export function addStatus(cli: Argv<CommonArguments>, act: Act) {
  return cli.command(
    'status <id> <state>',
    'Change where the incident stands',
    (options) =>
      options
        .positional('id', { type: 'string', demandOption: true, describe: 'Id of the incident, or its beginning' })
        .positional('state', { choices: statusSchema.options, demandOption: true, describe: 'Where it stands now' })
        .options({
          reason: { type: 'string', requiresArg: true, describe: 'Why, where the move is an odd one' },
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
        const changed = await record.incidents.changeStatus(
          {
            incidentId: incident.value.id,
            to: given.state,
            ...(given.reason !== undefined && { reason: given.reason }),
            ...(given.at !== undefined && { occurredAt: given.at }),
          },
          { signal: new AbortController().signal },
        );
        if (!changed.ok) return failed(changed.error);
        context.io.out(given.json ? JSON.stringify(changed.value) : `${incident.value.status} -> ${given.state}`);
        return done;
      }),
    ),
  );
}
