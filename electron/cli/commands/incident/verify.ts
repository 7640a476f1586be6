import { existsSync, readFileSync, statSync } from 'node:fs';
import type { Argv } from 'yargs';
import { z } from 'zod';
import { wireEventSchema } from '#shared/domain/events/index.ts';
import { fail, type Outcome, succeed } from '#shared/domain/outcome.ts';
import { plural } from '#shared/domain/plural.ts';
import { toVerifiable, type VerifyReport, verifyEvents } from '../../../journal/index.ts';
import type { IncidentRecord } from '../../../record.ts';
import { type Act, type CliContext, type CommonArguments, done, failed } from '../../context.ts';
import { findIncident } from '../../find-incident.ts';
import { withRecord } from '../../with-record.ts';

/** What `incident show --json` prints; a file may hold more. */
const fileSchema = z
  .object({ incident: z.object({ id: z.uuid() }), events: z.array(wireEventSchema).min(1).max(1_000_000) })
  .refine(({ incident, events }) => events.every(({ incidentId }) => incidentId === incident.id));
const LARGEST_FILE_BYTES = 512 * 1024 * 1024;

type Verified = Outcome<VerifyReport, 'unreadable' | 'not-found'>;

/** `war-room incident verify`: exit code 1 when anything does not fit. */
export function addVerify(cli: Argv<CommonArguments>, act: Act) {
  return cli.command(
    'verify <what>',
    'Check the chain of hashes and the evidence of an incident',
    (options) =>
      options
        .positional('what', {
          type: 'string',
          demandOption: true,
          describe: 'Id of the incident, its beginning, or a file made by `show --json`',
        })
        .options({ json: { type: 'boolean', default: false, describe: 'Print the report as JSON' } }),
    act((given, context) =>
      withRecord(context, (record) => {
        const report = existsSync(given.what) ? verifyFile(record, given.what) : verifyIncident(record, given.what);
        if (!report.ok) return failed(report.error);
        if (given.json) context.io.out(JSON.stringify(report.value));
        else describe(report.value, context);
        if (report.value.ok) return done;
        return failed({ message: `Found ${plural(report.value.problems.length, 'problem')}.`, action: '' });
      }),
    ),
  );
}

function verifyIncident(record: IncidentRecord, given: string): Verified {
  const incident = findIncident(record, given);
  return incident.ok ? succeed(record.journal.verify(incident.value.id)) : incident;
}

/** The events come from the file, the evidence they name from this data directory. */
function verifyFile({ journal }: IncidentRecord, path: string): Verified {
  const document = readDocument(path);
  if (!document)
    return fail('unreadable', `${path} holds no incident.`, 'Make it with `war-room incident show --json`.');
  // In one device's chain the order is that of its numbers, however the file lists them.
  const events = document.events.toSorted((a, b) => a.seq - b.seq).map(toVerifiable);
  const blobs = { get: (hash: string) => journal.getBlob(hash), put: (bytes: Uint8Array) => journal.putBlob(bytes) };
  return succeed(verifyEvents(document.incident.id, events, blobs));
}

function readDocument(path: string): z.infer<typeof fileSchema> | undefined {
  try {
    if (statSync(path).size > LARGEST_FILE_BYTES) return undefined;
    return fileSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return undefined;
  }
}

function describe(report: VerifyReport, { io }: CliContext): void {
  const chains = report.chains.map(({ deviceId, headSeq, headHash }) => `device ${deviceId}  ${headSeq}  ${headHash}`);
  const verdict = report.ok ? 'intact' : 'NOT INTACT';
  io.out([`${verdict}: ${report.events} events, ${report.blobs.checked} pieces of evidence`, ...chains].join('\n'));
  for (const { message } of report.problems) io.tell(message);
  if (report.ok) io.tell('This shows that nothing was changed since; the owner of the device could rewrite all of it.');
}
