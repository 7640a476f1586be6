import type { Argv } from 'yargs';
import { roleSchema } from '#shared/domain/events/index.ts';
import type { Act, CommonArguments } from '../../context.ts';
import { addChange, ask, atOption, given, reasonOption } from './change.ts';

/** Commands about who does what. */
export function addPeople(group: Argv<CommonArguments>, act: Act): void {
  addChange(group, act, {
    usage: 'role <id> <role> <person>',
    about: 'Give a role to a person; the command is handed over with a summary of where the incident stands',
    options: (cli) =>
      cli
        .positional('role', { choices: roleSchema.options, demandOption: true, describe: 'Which role' })
        .positional('person', { type: 'string', demandOption: true, describe: 'Who has it from now on' })
        .options({
          note: { type: 'string', requiresArg: true, describe: 'What the new holder has to know besides' },
          ...atOption,
        }),
    ask: ({ role, person, note, at }, { incident }) => {
      const handsOver = incident.roles[role] !== undefined && at === undefined;
      if (handsOver) return ask({ type: 'handOverRole', role, to: person, ...given({ note }) });
      return ask({ type: 'assignRole', role, personName: person, ...given({ occurredAt: at }) });
    },
  });

  for (const [verb, type, about] of [
    ['join', 'joinResponders', 'Say that a person takes part'],
    ['leave', 'leaveResponders', 'Say that a person does not take part any more'],
  ] as const) {
    addChange(group, act, {
      usage: `${verb} <id> <person>`,
      about,
      options: (cli) =>
        cli
          .positional('person', { type: 'string', demandOption: true, describe: 'Who' })
          .options({ ...reasonOption, ...atOption }),
      ask: ({ person, reason, at }) => ask({ type, personName: person, ...given({ reason, occurredAt: at }) }),
    });
  }

  addChange(group, act, {
    usage: 'escalate <id> <level>',
    about: 'Record that a level of the escalation ladder was told',
    options: (cli) =>
      cli.positional('level', { type: 'string', demandOption: true, describe: 'Level, such as L2' }).options({
        who: { type: 'string', requiresArg: true, describe: 'Who was told; default: whom the ladder names' },
        contact: { type: 'string', requiresArg: true, describe: 'How they were reached' },
        ...reasonOption,
        ...atOption,
      }),
    ask: ({ level, who, contact, reason, at }) =>
      ask({ type: 'escalate', level, ...given({ who, contact, reason, occurredAt: at }) }),
  });
}
