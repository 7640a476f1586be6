import { resolve } from 'node:path';
import type { Argv } from 'yargs';
import { plural } from '#shared/domain/plural.ts';
import { importIncidentFile } from '../../../incidents/index.ts';
import { type Act, type CommonArguments, done, failed } from '../../context.ts';
import { withRecord } from '../../with-record.ts';

/** `war-room incident import`: takes in all of a file or nothing, and prints the incident's id. */
export function addImport(cli: Argv<CommonArguments>, act: Act) {
  return cli.command(
    'import <file>',
    'Take in an incident that was exported as JSON, all of it or nothing',
    (options) =>
      options
        .positional('file', { type: 'string', demandOption: true, describe: 'What `export --format json` wrote' })
        .options({ json: { type: 'boolean', default: false, describe: 'Print what was taken in as JSON' } }),
    act((given, context) =>
      withRecord(context, async (record) => {
        const imported = await importIncidentFile(record, resolve(given.file));
        if (!imported.ok) return failed(imported.error);
        const { incidentId, appended, skipped, forked, purgedElsewhere } = imported.value;
        context.io.out(given.json ? JSON.stringify(imported.value) : incidentId);
        context.io.tell(`${plural(appended, 'event')} taken in, ${skipped} known already.`);
        if (forked > 0) context.io.tell(`${plural(forked, 'event')} contradict what is here; both are kept.`);
        for (const id of purgedElsewhere)
          context.io.tell(
            `Purged where the file comes from, but not here: war-room incident purge ${incidentId} ${id}`,
          );
        return done;
      }),
    ),
  );
}
