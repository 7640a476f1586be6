import { resolve } from 'node:path';
import type { Argv } from 'yargs';
import type { DocumentFormat } from '#shared/contract/index.ts';
import { fail } from '#shared/domain/outcome.ts';
import { isOwnFile } from '../../../journal/index.ts';
import { type Act, type CommonArguments, done, failed } from '../../context.ts';
import { findIncident } from '../../find-incident.ts';
import { withRecord } from '../../with-record.ts';

const formats: Readonly<Record<'md' | 'json', DocumentFormat>> = { md: 'markdown', json: 'json' };

/** `war-room incident export`: writes the document whole or not at all, and prints where. */
export function addExport(cli: Argv<CommonArguments>, act: Act) {
  return cli.command(
    'export <id>',
    'Write the post-mortem or the whole record of an incident to a file',
    (options) =>
      options
        .positional('id', { type: 'string', demandOption: true, describe: 'Id of the incident, or its beginning' })
        .options({
          format: {
            choices: ['md', 'json'] as const,
            demandOption: true,
            describe: 'md: the post-mortem as Markdown; json: the whole record, which `import` reads',
          },
          out: { type: 'string', demandOption: true, requiresArg: true, describe: 'The file' },
          zone: { type: 'string', requiresArg: true, describe: 'IANA time zone beside UTC, such as Europe/Paris' },
          force: { type: 'boolean', default: false, describe: 'Replace a file that exists' },
          json: { type: 'boolean', default: false, describe: 'Print path and size as JSON' },
        }),
    act((given, context) =>
      withRecord(context, async (record) => {
        const incident = findIncident(record, given.id);
        if (!incident.ok) return failed(incident.error);
        const path = resolve(given.out);
        if (isOwnFile(context.dataDir, path)) {
          return failed({
            message: `${path} belongs to the data directory itself.`,
            action: 'Choose another place; nothing was written.',
          });
        }
        const { createDocumentsService, writeFileAtomically } = await import('../../../documents/index.ts');
        const documents = createDocumentsService({
          incidents: record.incidents,
          recorder: record.incidents.recorder,
          resourcesDir: context.files.resources,
          appVersion: context.files.version,
          host: {
            async saveFile({ bytes }) {
              const written = await writeFileAtomically(path, bytes, { overwrite: given.force });
              if (written.ok) return written;
              const { code, message, action } = written.error;
              const remedy = code === 'exists' ? 'Choose another, or replace it with --force.' : action;
              return fail('not-written', message, remedy);
            },
          },
        });
        const exported = await documents.export({
          incidentId: incident.value.id,
          format: formats[given.format],
          ...(given.zone !== undefined && { timeZone: given.zone }),
        });
        if (!exported.ok && exported.error.code === 'read-only') {
          // R4: the document is there; only that it was made can't be recorded.
          context.io.out(given.json ? JSON.stringify({ path }) : path);
          context.io.tell(exported.error.message);
          return done;
        }
        if (!exported.ok) return failed(exported.error);
        context.io.out(given.json ? JSON.stringify(exported.value) : exported.value.path);
        return done;
      }),
    ),
  );
}
