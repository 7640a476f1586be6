import type { Argv } from 'yargs';
import type { IncidentSummary } from '#shared/contract/index.ts';
import { type Act, type CommonArguments, done, failed } from '../../context.ts';
import { oneLine } from '../../plain-text.ts';
import { NO_CALLER, withRecord } from '../../with-record.ts';

/** `war-room incident list`: the newest first, one per line. */
export function addList(cli: Argv<CommonArguments>, act: Act) {
  return cli.command(
    'list',
    'List the incidents, newest first',
    (options) => options.options({ json: { type: 'boolean', default: false, describe: 'Print them as JSON' } }),
    act((given, context) =>
      withRecord(context, async ({ incidents, journal }) => {
        const all = await incidents.list(undefined, NO_CALLER);
        const { state, detail } = journal.status.get();
        if (state === 'damaged') return failed({ message: detail ?? 'The journal is damaged.', action: '' });
        if (given.json) context.io.out(JSON.stringify(all));
        else if (all.length === 0) context.io.tell('No incidents yet.');
        else context.io.out(all.map(describe).join('\n'));
        return done;
      }),
    ),
  );
}

function describe({ id, severity, status, declaredAt, title, drill }: IncidentSummary): string {
  const columns = [id, severity.padEnd(6), status.padEnd(13), new Date(declaredAt).toISOString(), oneLine(title)];
  return columns.join('  ') + (drill ? '  (drill)' : '');
}
