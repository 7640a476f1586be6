import type { Argv } from 'yargs';
import type { Checklist } from '#shared/contract/index.ts';
import type { Incident } from '#shared/domain/incident.ts';
import { type Act, type CommonArguments, done, failed } from '../../context.ts';
import { findIncident } from '../../find-incident.ts';
import { oneLine } from '../../plain-text.ts';
import { NO_CALLER, withRecord } from '../../with-record.ts';
import { addChange, ask, given, refuse, targetOptions } from './change.ts';

/** `war-room incident checklist ...`. */
export function addChecklist(group: Argv<CommonArguments>, act: Act): void {
  group.command('checklist', 'Show the checklists of an incident, and tick their items', (lists) => {
    lists.command(
      'list <id>',
      'List every item, with who ticked it and when',
      (cli) => targetOptions(cli),
      act((options, context) =>
        withRecord(context, async (record) => {
          const incident = findIncident(record, options.id);
          if (!incident.ok) return failed(incident.error);
          const { checklists, problems } = await record.updates.checklists(
            { incidentId: incident.value.id },
            NO_CALLER,
          );
          for (const problem of problems) context.io.tell(problem);
          if (options.json) context.io.out(JSON.stringify({ checklists, ticks: incident.value.checklists }));
          else context.io.out(checklists.flatMap((list) => describe(list, incident.value)).join('\n'));
          return done;
        }),
      ),
    );

    addChange(lists, act, {
      usage: 'tick <id> <list> <item>',
      about: 'Tick an item of a checklist',
      options: (cli) =>
        cli
          .positional('list', { type: 'string', demandOption: true, describe: 'Id of the checklist' })
          .positional('item', { type: 'string', demandOption: true, describe: 'Id of the item' })
          .options({
            off: { type: 'boolean', default: false, describe: 'Take the tick away' },
            note: { type: 'string', requiresArg: true, describe: 'What was found' },
          }),
      ask: async ({ list, item, off, note }, { incident, record }) => {
        const { checklists } = await record.updates.checklists({ incidentId: incident.id }, NO_CALLER);
        const found = checklists.find(({ id }) => id === list)?.items.find(({ id }) => id === item);
        if (found === undefined) {
          const action = '`war-room incident checklist list` shows them.';
          return refuse({ message: `There is no item ${item} in a checklist ${list}.`, action });
        }
        const { text } = found;
        return ask({
          type: 'tickChecklistItem',
          checklistId: list,
          itemId: item,
          text,
          checked: !off,
          ...given({ note }),
        });
      },
    });
    return lists.demandCommand(1, 'Say what to do with the checklists');
  });
}

function describe({ id, title, items }: Checklist, incident: Incident): readonly string[] {
  const ticks = incident.checklists[id] ?? {};
  const lines = items.map((item) => {
    const tick = ticks[item.id];
    const who = tick?.checked ? `  ${new Date(tick.at).toISOString()} ${oneLine(tick.by)}` : '';
    return `  [${tick?.checked ? 'x' : ' '}] ${item.id}: ${oneLine(item.text)}${who}`;
  });
  return [`${id}: ${title}`, ...lines];
}
