import { resolve } from 'node:path';
import type { Argv } from 'yargs';
import { plural } from '#shared/domain/plural.ts';
import { formatProblem } from '../../data-files/index.ts';
import { checkTaxonomyFile } from '../../incidents/index.ts';
import { type Act, type CommonArguments, done, failed } from '../context.ts';
import { withRecord } from '../with-record.ts';

/** `war-room taxonomy ...`: the sets of severity levels. */
export function addTaxonomy(cli: Argv<CommonArguments>, act: Act) {
  return cli.command('taxonomy', 'List and check sets of severity levels', (group) => {
    group.command(
      'list',
      "List the shipped taxonomies and the team's own",
      (options) => options.options({ json: { type: 'boolean', default: false, describe: 'Print them as JSON' } }),
      act((given, context) =>
        withRecord(context, ({ taxonomies: { taxonomies, problems } }) => {
          for (const problem of problems) context.io.tell(formatProblem(problem));
          const lines = taxonomies.map(
            ({ id, name, levels }) => `${id}: ${name} (${levels.map((level) => level.id).join(', ')})`,
          );
          context.io.out(given.json ? JSON.stringify(taxonomies) : lines.join('\n'));
          return done;
        }),
      ),
    );
    group.command(
      'check <file>',
      'Check a taxonomy file, and say what is wrong on which line',
      (options) =>
        options
          .positional('file', { type: 'string', demandOption: true, describe: 'The YAML file' })
          .options({ json: { type: 'boolean', default: false, describe: 'Print what was found as JSON' } }),
      act((given, { io }) => {
        const checked = checkTaxonomyFile(resolve(given.file));
        if (given.json) {
          io.out(JSON.stringify(checked.ok ? { ok: true, taxonomy: checked.value } : checked));
        } else if (checked.ok) {
          const { name, levels } = checked.value;
          io.out(`${name}: in order, with the levels ${levels.map(({ id }) => id).join(', ')}`);
        } else {
          io.out(checked.problems.map(formatProblem).join('\n'));
        }
        if (checked.ok) return done;
        return failed({ message: `Found ${plural(checked.problems.length, 'problem')} in ${given.file}.`, action: '' });
      }),
    );
    return group.demandCommand(1, 'Say what to do with the taxonomies');
  });
}
