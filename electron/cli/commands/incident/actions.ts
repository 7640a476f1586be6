import type { Argv } from 'yargs';
import { actionHorizonSchema, actionKindSchema, actionPrioritySchema } from '#shared/domain/events/index.ts';
import type { Incident, TrackedActionItem } from '#shared/domain/incident.ts';
import { fail, type Outcome, succeed } from '#shared/domain/outcome.ts';
import { type Act, type CommonArguments, done, failed } from '../../context.ts';
import { findIncident } from '../../find-incident.ts';
import { oneLine } from '../../plain-text.ts';
import { withRecord } from '../../with-record.ts';
import { addChange, ask, given, reasonOption, refuse, targetOptions } from './change.ts';

const fieldOptions = {
  owner: { type: 'string', requiresArg: true, describe: 'Who does it' },
  due: { type: 'string', requiresArg: true, describe: 'Until when, 2026-11-21' },
  priority: { choices: actionPrioritySchema.options, describe: 'P0 this week, P1 this month, P2 this quarter' },
  kind: { choices: actionKindSchema.options, describe: 'What it is for' },
  horizon: { choices: actionHorizonSchema.options, describe: 'Within a week, a month, three months' },
  link: { type: 'string', requiresArg: true, describe: 'Its ticket' },
} as const;
const itemOption = { type: 'string', demandOption: true, describe: 'Id of the item, or its beginning' } as const;

/** `war-room incident action ...`: what is to be done afterwards. */
export function addActions(group: Argv<CommonArguments>, act: Act): void {
  group.command('action', 'What is to be done after the incident', (actions) => {
    actions.command(
      'list <id>',
      'List the action items',
      (cli) => targetOptions(cli),
      act((options, context) =>
        withRecord(context, (record) => {
          const incident = findIncident(record, options.id);
          if (!incident.ok) return failed(incident.error);
          const items = incident.value.actionItems;
          if (options.json) context.io.out(JSON.stringify(items));
          else if (items.length === 0) context.io.tell('No action items yet.');
          else context.io.out(items.map(describe).join('\n'));
          return done;
        }),
      ),
    );

    addChange(actions, act, {
      usage: 'add <id> <title>',
      about: 'Add an action item',
      options: (cli) =>
        cli.positional('title', { type: 'string', demandOption: true, describe: 'What is to be done' }).options({
          ...fieldOptions,
          priority: { ...fieldOptions.priority, default: 'P1' as const },
          kind: { ...fieldOptions.kind, default: 'prevent' as const },
          horizon: { ...fieldOptions.horizon, default: 'short-term' as const },
        }),
      ask: ({ title, owner, due, priority, kind, horizon, link }) =>
        ask({
          type: 'addActionItem',
          title,
          priority,
          itemKind: kind,
          horizon,
          ...given({ owner, dueOn: due, link }),
        }),
    });

    addChange(actions, act, {
      usage: 'change <id> <item>',
      about: 'Change an action item; an empty owner, due date or link is taken away',
      options: (cli) =>
        cli.positional('item', itemOption).options({
          title: { type: 'string', requiresArg: true, describe: 'What is to be done' },
          ...fieldOptions,
          reopen: { type: 'boolean', describe: 'Open it again' },
        }),
      ask: ({ item, title, owner, due, priority, kind, horizon, link, reopen }, { incident }) => {
        const found = findItem(incident, item);
        if (!found.ok) return refuse(found.error);
        const emptied = (text: string | undefined) => (text === '' ? null : text);
        const changes = given({
          title,
          owner: emptied(owner),
          dueOn: emptied(due),
          priority,
          itemKind: kind,
          horizon,
          link: emptied(link),
          reopened: reopen === true ? (true as const) : undefined,
        });
        return ask({ type: 'changeActionItem', itemId: found.value.itemId, changes });
      },
    });

    addChange(actions, act, {
      usage: 'close <id> <item>',
      about: 'Close an action item',
      options: (cli) =>
        cli
          .positional('item', itemOption)
          .options({ dropped: { type: 'boolean', default: false, describe: 'It will not be done' }, ...reasonOption }),
      ask: ({ item, dropped, reason }, { incident }) => {
        const found = findItem(incident, item);
        if (!found.ok) return refuse(found.error);
        const outcome = dropped ? 'dropped' : 'done';
        return ask({ type: 'closeActionItem', itemId: found.value.itemId, outcome, ...given({ reason }) });
      },
    });
    return actions.demandCommand(1, 'Say what to do with the action items');
  });
}

function findItem({ actionItems }: Incident, wanted: string): Outcome<TrackedActionItem, 'not-found'> {
  const found = wanted === '' ? [] : actionItems.filter(({ itemId }) => itemId.startsWith(wanted.toLowerCase()));
  const [item] = found;
  if (item === undefined)
    return fail('not-found', `No action item begins with "${wanted}".`, '`incident action list` shows them.');
  if (found.length > 1)
    return fail('not-found', `${found.length} action items begin with "${wanted}".`, 'Give more of the id.');
  return succeed(item);
}

function describe({ itemId, state, priority, title, owner, dueOn }: TrackedActionItem): string {
  const who = [owner ?? 'no owner', dueOn === undefined ? 'no date' : `due ${dueOn}`].map(oneLine);
  return [itemId, state.padEnd(7), priority, oneLine(title), ...who].join('  ');
}
