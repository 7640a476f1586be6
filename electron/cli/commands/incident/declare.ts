import type { Argv } from 'yargs';
import { detectionSourceSchema } from '#shared/domain/events/index.ts';
import { type Act, type CommonArguments, done, failed, wrongUsage } from '../../context.ts';
import { instantOption } from '../../instant.ts';
import { NO_CALLER, withRecord } from '../../with-record.ts';

/** `war-room incident declare`: prints the new incident's id. */
export function addDeclare(cli: Argv<CommonArguments>, act: Act) {
  return cli.command(
    'declare',
    'Declare an incident and print its id',
    (options) =>
      options.options({
        title: { type: 'string', demandOption: true, requiresArg: true, describe: 'What is broken, in one line' },
        severity: { type: 'string', demandOption: true, requiresArg: true, describe: 'Level, such as SEV-1 or P0' },
        taxonomy: { type: 'string', requiresArg: true, describe: 'Set of severity levels, such as p-ops' },
        commander: { type: 'string', requiresArg: true, describe: 'Who commands' },
        'occurred-at': {
          type: 'string',
          requiresArg: true,
          coerce: instantOption,
          describe: 'When it was declared, ISO 8601; default: now. When it began: `incident time ID started`',
        },
        'detected-at': {
          type: 'string',
          requiresArg: true,
          coerce: instantOption,
          describe: 'When it was noticed, ISO 8601; default: when it was declared',
        },
        source: { choices: detectionSourceSchema.options, describe: 'How it was noticed; default: person' },
        drill: { type: 'boolean', default: false, describe: 'It is a drill, and counts in no figure' },
        json: { type: 'boolean', default: false, describe: 'Print the events as JSON' },
      }),
    act((given, context) => {
      if (given.title.trim() === '') return wrongUsage('--title is empty; say what is broken');
      return withRecord(context, async ({ incidents, taxonomies: { taxonomies } }) => {
        if (given.taxonomy !== undefined && !taxonomies.some(({ id }) => id === given.taxonomy)) {
          const ids = taxonomies.map(({ id }) => id).join(', ');
          return failed({ message: `There is no taxonomy ${given.taxonomy}.`, action: `Choose one of ${ids}.` });
        }
        const declared = await incidents.declare(
          {
            title: given.title,
            severity: given.severity,
            ...(given.taxonomy !== undefined && { taxonomyId: given.taxonomy }),
            ...(given.commander !== undefined && { commander: given.commander }),
            ...(given.occurredAt !== undefined && { occurredAt: given.occurredAt }),
            ...(given.detectedAt !== undefined && { detectedAt: given.detectedAt }),
            ...(given.source !== undefined && { detectionSource: given.source }),
            ...(given.drill && { drill: true }),
          },
          NO_CALLER,
        );
        if (!declared.ok) return failed(declared.error);
        context.io.out(given.json ? JSON.stringify(declared.value) : declared.value.incidentId);
        return done;
      });
    }),
  );
}
