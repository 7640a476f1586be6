import { existsSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Argv } from 'yargs';
import { plural } from '#shared/domain/plural.ts';
import { mediaTypeOf } from '../../../incidents/index.ts';
import { type Act, type CommonArguments, done, failed, wrongUsage } from '../../context.ts';
import { findEvent } from '../../find-event.ts';
import { findIncident } from '../../find-incident.ts';
import { NO_CALLER, withRecord } from '../../with-record.ts';
import { addChange, ask, atOption, given, reasonOption, refuse, targetOptions } from './change.ts';

const MINUTE = 60_000;
const LARGEST_ATTACHMENT = 100_000_000;

/** Commands that touch more than the incident's own stream: another incident, the desk, files, what was erased. */
export function addWhole(group: Argv<CommonArguments>, act: Act): void {
  group.command(
    'merge <id> <into>',
    'Close an incident as a duplicate of another one',
    (cli) =>
      targetOptions(cli)
        .positional('into', { type: 'string', demandOption: true, describe: 'Id of the incident that goes on' })
        .options(reasonOption),
    act((options, context) =>
      withRecord(context, async (record) => {
        const duplicate = findIncident(record, options.id);
        if (!duplicate.ok) return failed(duplicate.error);
        const survivor = findIncident(record, options.into);
        if (!survivor.ok) return failed(survivor.error);
        const ids = { incidentId: duplicate.value.id, intoId: survivor.value.id };
        const merged = await record.incidents.merge({ ...ids, ...given({ reason: options.reason }) }, NO_CALLER);
        if (!merged.ok) return failed(merged.error);
        context.io.out(
          options.json ? JSON.stringify(merged.value) : merged.value.events.map(({ id }) => id).join('\n'),
        );
        return done;
      }),
    ),
  );

  group.command(
    'backfill <id>',
    "Bring in what happened on this device's desk before the declaration",
    (cli) =>
      targetOptions(cli).options({
        minutes: { type: 'number', default: 60, requiresArg: true, describe: 'How far back from the declaration' },
      }),
    act((options, context) => {
      if (!(options.minutes > 0)) return wrongUsage('--minutes is a number above 0');
      return withRecord(context, async (record) => {
        const incident = findIncident(record, options.id);
        if (!incident.ok) return failed(incident.error);
        const { id, timestamps } = incident.value;
        const since = Math.max(0, timestamps.declaredAt - options.minutes * MINUTE);
        const filled = await record.incidents.backfill({ incidentId: id, since }, NO_CALLER);
        if (!filled.ok) return failed(filled.error);
        const { events } = filled.value;
        context.io.out(options.json ? JSON.stringify(filled.value) : plural(events.length, 'event'));
        return done;
      });
    }),
  );

  addChange(group, act, {
    usage: 'attach <id> <file>',
    about: 'Keep a file as evidence',
    options: (cli) =>
      cli.positional('file', { type: 'string', demandOption: true, describe: 'The file' }).options({
        caption: { type: 'string', requiresArg: true, describe: 'What it shows' },
        ...atOption,
      }),
    ask: ({ file, caption, at }, { record }) => {
      const bytes = readAttachment(file);
      if (typeof bytes === 'string') return refuse({ message: bytes, action: 'Choose another file.' });
      const name = basename(file);
      const blob = record.journal.putBlob(bytes);
      const facts = { name, mediaType: mediaTypeOf(name), size: bytes.byteLength, blob };
      return ask({ type: 'attach', ...facts, ...given({ caption, occurredAt: at }) });
    },
  });

  group.command(
    'purge <id> <entry>',
    'Erase what an entry says, because it holds a secret; it cannot be undone',
    (cli) =>
      targetOptions(cli)
        .positional('entry', { type: 'string', demandOption: true, describe: 'Id of the entry, or its beginning' })
        .options({
          reason: { type: 'string', demandOption: true, requiresArg: true, describe: 'Why; it stays in the record' },
          yes: { type: 'boolean', default: false, describe: 'Yes, erase it' },
        }),
    act((options, context) =>
      withRecord(context, async (record) => {
        const incident = findIncident(record, options.id);
        if (!incident.ok) return failed(incident.error);
        const event = findEvent(record, incident.value.id, options.entry);
        if (!event.ok) return failed(event.error);
        if (!options.yes) {
          const message = `What the ${event.value.kind} says would be erased for good; nothing was done.`;
          return failed({ message, action: 'Say it again with --yes.' });
        }
        const target = { incidentId: incident.value.id, eventId: event.value.id };
        const purged = await record.timeline.purge({ ...target, reason: options.reason }, NO_CALLER);
        if (!purged.ok) return failed(purged.error);
        context.io.out(options.json ? JSON.stringify(purged.value) : `${plural(purged.value.purged, 'event')} erased`);
        if (purged.value.remains)
          context.io.tell('A copy may still lie in the file while another program holds it open; purge again later.');
        if (purged.value.underWay)
          context.io.tell(
            'The file in which its terminal is being recorded still holds it, until that terminal is closed.',
          );
        context.io.tell('Backups and exports that were made before still hold it.');
        const damaged = join(context.dataDir, 'damaged');
        if (existsSync(damaged)) context.io.tell(`So may the damaged journals that were set aside in ${damaged}.`);
        return done;
      }),
    ),
  );
}

/** The bytes, or why there are none. */
function readAttachment(file: string): Uint8Array | string {
  try {
    const { size } = statSync(file);
    if (size > LARGEST_ATTACHMENT) return `${file} is larger than 100 MB.`;
    return readFileSync(file);
  } catch (error) {
    if (error instanceof Error && 'code' in error) return `${file} cannot be read (${error.code}).`;
    throw error;
  }
}
