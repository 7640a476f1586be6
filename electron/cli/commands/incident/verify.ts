import { existsSync, readFileSync, statSync } from 'node:fs';
import type { Argv } from 'yargs';
import { z } from 'zod';
import { wireEventSchema } from '#shared/domain/events/index.ts';
import { type Outcome, succeed } from '#shared/domain/outcome.ts';
import { plural } from '#shared/domain/plural.ts';
import { verifyIncidentFile } from '../../../incidents/index.ts';
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

type Verified = Outcome<VerifyReport>;

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
          describe: 'Id of the incident, its beginning, or a file made by `export --format json` or `show --json`',
        })
        .options({ json: { type: 'boolean', default: false, describe: 'Print the report as JSON' } }),
    act((given, context) =>
      withRecord(context, async (record) => {
        const report = existsSync(given.what)
          ? await verifyFile(record, given.what)
          : verifyIncident(record, given.what);
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
  if (!incident.ok) return incident;
  return succeed(record.verify(incident.value.id));
}

/** An incident file has all that is needed in it. What `show` printed names evidence of this data directory. */
async function verifyFile({ journal }: IncidentRecord, path: string): Promise<Verified> {
  const verified = await verifyIncidentFile(path);
  if (verified.ok || verified.error.code !== 'not-an-incident-file') return verified;
  const document = readDocument(path);
  if (!document) return verified;
  // In one device's chain the order is that of its numbers, however the file lists them.
  const events = document.events.toSorted((a, b) => a.seq - b.seq).map(toVerifiable);
  return succeed(verifyEvents(document.incident.id, events, { get: (hash) => journal.getBlob(hash) }));
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
  const chains = report.chains.map(({ deviceId, headSeq, headHash, signedSeq }) => {
    const signed = signedSeq === undefined ? 'not signed' : `signed up to ${signedSeq}`;
    return `device ${deviceId}  ${headSeq}  ${headHash}  ${signed}`;
  });
  const verdict = report.ok ? 'intact' : 'NOT INTACT';
  io.out([`${verdict}: ${report.events} events, ${report.blobs.checked} pieces of evidence`, ...chains].join('\n'));
  for (const { message } of [...report.purged, ...report.problems]) io.tell(message);
  if (report.ok) io.tell('This shows that nothing was changed since; the owner of the device could rewrite all of it.');
}
