import { resolve } from 'node:path';
import type { Argv } from 'yargs';
import { plural } from '#shared/domain/plural.ts';
import { describeMissing } from '../../app/index.ts';
import { backup, restore, type SalvageReport, salvage } from '../../journal/index.ts';
import { type Act, type CommonArguments, done, failed } from '../context.ts';
import { withRecord } from '../with-record.ts';

const jsonOption = { json: { type: 'boolean', default: false, describe: 'Print the report as JSON' } } as const;

/** `war-room journal ...`: the record as a whole. */
export function addJournal(cli: Argv<CommonArguments>, act: Act) {
  return cli.command('journal', 'Check, keep and repair the record as a whole', (group) => {
    group.command(
      'verify',
      'Check the chains, signatures, evidence and derived data of every incident',
      (options) => options.options(jsonOption),
      act((given, context) =>
        withRecord(context, ({ journal, verify }) => {
          const { state, detail } = journal.status.get();
          const reports = journal.streamIds().map((streamId) => verify(streamId));
          const broken = reports.filter(({ ok }) => !ok);
          if (given.json) context.io.out(JSON.stringify({ state, reports }));
          else
            context.io.out(
              reports
                .map(({ streamId, ok, events }) => `${ok ? 'intact    ' : 'NOT INTACT'}  ${streamId}  ${events}`)
                .join('\n') || 'No events yet.',
            );
          for (const { problems } of broken) for (const { message } of problems) context.io.tell(message);
          if (state === 'damaged')
            return failed({ message: detail ?? 'The journal is damaged.', action: 'Run `war-room journal salvage`.' });
          if (broken.length === 0) return done;
          return failed({ message: `${plural(broken.length, 'record')} not intact.`, action: '' });
        }),
      ),
    );

    group.command(
      'backup <file>',
      'Write the whole record into one file; the application may go on meanwhile',
      (options) =>
        options.positional('file', { type: 'string', demandOption: true, describe: 'The file' }).options({
          ...jsonOption,
          force: { type: 'boolean', default: false, describe: 'Replace a file that exists' },
        }),
      act(async (given, { dataDir, io }) => {
        const made = await backup(dataDir, resolve(given.file), { overwrite: given.force });
        if (!made.ok) {
          const { code, message, action } = made.error;
          return failed({
            message,
            action: code === 'exists' ? 'Choose another, or replace it with --force.' : action,
          });
        }
        io.out(given.json ? JSON.stringify(made.value) : made.value.file);
        io.tell(made.value.notIncluded);
        for (const blob of made.value.damagedBlobs) io.tell(`Left out, it was changed on the disk: evidence ${blob}`);
        return done;
      }),
    );

    group.command(
      'restore <file>',
      'Make a data directory of a backup; --data-dir names it, and it must be empty or missing',
      (options) =>
        options
          .positional('file', { type: 'string', demandOption: true, describe: 'The file that `backup` wrote' })
          .options(jsonOption),
      act(async (given, { dataDir, io }) => {
        const restored = await restore(resolve(given.file), dataDir);
        if (!restored.ok) return failed(restored.error);
        io.out(given.json ? JSON.stringify(restored.value) : restored.value.dataDir);
        io.tell(restored.value.notIncluded);
        return done;
      }),
    );

    group.command(
      'salvage',
      'Set a damaged journal aside untouched, and carry over every event that can be read',
      (options) => options.options(jsonOption),
      act((given, { dataDir, io }) => {
        const salvaged = salvage(dataDir);
        if (!salvaged.ok) return failed(salvaged.error);
        if (given.json) io.out(JSON.stringify(salvaged.value));
        else io.out(describe(salvaged.value).join('\n'));
        return done;
      }),
    );
    return group.demandCommand(1, 'Say what to do with the journal');
  });
}

function describe({ events, missing, unreadable, setAside }: SalvageReport): readonly string[] {
  return [
    `Carried over ${plural(events, 'event')}.`,
    ...missing.map(describeMissing),
    ...(unreadable.length === 0 ? [] : [`${plural(unreadable.length, 'event')} found, but not as written; left out.`]),
    `The damaged files lie untouched in ${setAside.folder}`,
  ];
}
