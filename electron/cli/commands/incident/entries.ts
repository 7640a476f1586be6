import type { Argv } from 'yargs';
import { noteKindSchema } from '#shared/domain/events/index.ts';
import type { Act, CommonArguments } from '../../context.ts';
import { findEvent } from '../../find-event.ts';
import { readText } from '../../read-text.ts';
import { addChange, ask, atOption, given, refuse } from './change.ts';

const entryOption = {
  type: 'string',
  demandOption: true,
  describe: 'Id of the entry, or its beginning',
} as const;
const demandedReason = { type: 'string', demandOption: true, requiresArg: true, describe: 'Why' } as const;

/** Commands about single entries of the timeline. */
export function addEntries(group: Argv<CommonArguments>, act: Act): void {
  addChange(group, act, {
    usage: 'note <id> <text>',
    about: 'Write a note into the timeline',
    options: (cli) =>
      cli.positional('text', { type: 'string', demandOption: true, describe: 'What is noted; - reads stdin' }).options({
        kind: { choices: noteKindSchema.options, default: 'observation' as const, describe: 'What kind of note' },
        pin: { type: 'boolean', describe: 'Pin it as a key moment' },
        ...atOption,
      }),
    ask: async ({ text, kind, pin, at }) => {
      const read = await readText(text);
      if (!read.ok) return refuse(read.error);
      return ask({ type: 'addNote', text: read.value, noteKind: kind, ...given({ pinned: pin, occurredAt: at }) });
    },
  });

  addChange(group, act, {
    usage: 'amend <id> <entry> [text]',
    about: 'Change what a note says, its kind or its time; what it said before stays in the history',
    options: (cli) =>
      cli
        .positional('entry', entryOption)
        .positional('text', { type: 'string', describe: 'What it says from now on; - reads stdin' })
        .options({
          kind: { choices: noteKindSchema.options, describe: 'What kind of note it is' },
          reason: demandedReason,
          ...atOption,
        }),
    ask: async ({ entry, text, kind, reason, at }, { incident, record }) => {
      const event = findEvent(record, incident.id, entry);
      if (!event.ok) return refuse(event.error);
      const read = text === undefined ? undefined : await readText(text);
      if (read && !read.ok) return refuse(read.error);
      const changes = given({ text: read?.value, noteKind: kind, at });
      return ask({ type: 'amendEntry', eventId: event.value.id, reason, ...changes });
    },
  });

  addChange(group, act, {
    usage: 'retract <id> <entry>',
    about: 'Hide an entry; it is kept, and marked as retracted',
    options: (cli) => cli.positional('entry', entryOption).options({ reason: demandedReason }),
    ask: ({ entry, reason }, { incident, record }) => {
      const event = findEvent(record, incident.id, entry);
      return event.ok ? ask({ type: 'retractEntry', eventId: event.value.id, reason }) : refuse(event.error);
    },
  });

  addChange(group, act, {
    usage: 'pin <id> <entry>',
    about: 'Pin an entry as a key moment',
    options: (cli) =>
      cli
        .positional('entry', entryOption)
        .options({ off: { type: 'boolean', default: false, describe: 'Unpin it instead' } }),
    ask: ({ entry, off }, { incident, record }) => {
      const event = findEvent(record, incident.id, entry);
      return event.ok ? ask({ type: 'pin', eventId: event.value.id, pinned: !off }) : refuse(event.error);
    },
  });
}
