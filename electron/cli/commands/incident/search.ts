import type { Argv } from 'yargs';
import type { SearchHit } from '#shared/contract/index.ts';
import { type Act, type CommonArguments, done, failed, wrongUsage } from '../../context.ts';
import { findIncident } from '../../find-incident.ts';
import { oneLine } from '../../plain-text.ts';
import { NO_CALLER, withRecord } from '../../with-record.ts';

const MOST = 500;

/** `war-room incident search`: entries of all incidents. */
export function addSearch(cli: Argv<CommonArguments>, act: Act) {
  return cli.command(
    'search <text>',
    'Find entries by their words, over all incidents',
    (options) =>
      options
        .positional('text', { type: 'string', demandOption: true, describe: 'Words; all of them must occur' })
        .options({
          incident: { type: 'string', requiresArg: true, describe: 'Only in this incident' },
          limit: { type: 'number', default: 50, requiresArg: true, describe: `At most so many, up to ${MOST}` },
          json: { type: 'boolean', default: false, describe: 'Print what was found as JSON' },
        }),
    act((given, context) => {
      const { limit } = given;
      if (!Number.isInteger(limit) || limit < 1 || limit > MOST)
        return wrongUsage(`--limit is a whole number from 1 to ${MOST}`);
      return withRecord(context, async (record) => {
        const incident = given.incident === undefined ? undefined : findIncident(record, given.incident);
        if (incident && !incident.ok) return failed(incident.error);
        const found = await record.timeline.search(
          { text: given.text, limit, ...(incident && { incidentId: incident.value.id }) },
          NO_CALLER,
        );
        if (!found.ok) return failed(found.error);
        const { hits, more } = found.value;
        if (given.json) context.io.out(JSON.stringify(found.value));
        else if (hits.length === 0) context.io.tell('Nothing was found.');
        else context.io.out(hits.map(describe).join('\n'));
        if (more) context.io.tell('There is more: give further words, or a higher --limit.');
        return done;
      });
    }),
  );
}

function describe({ incidentId, incidentTitle, entry, snippet }: SearchHit): string {
  // What marks the words found is for the screen.
  const words = oneLine(snippet.replaceAll(/[\ue000\ue001]/g, ''));
  const when = new Date(entry.occurredAt).toISOString();
  return [incidentId, when, entry.label.padEnd(12), oneLine(incidentTitle), words].join('  ');
}
