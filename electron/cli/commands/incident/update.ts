import type { Argv } from 'yargs';
import { updateAudienceSchema } from '#shared/domain/events/index.ts';
import { fail, type Outcome, succeed } from '#shared/domain/outcome.ts';
import { type Act, type CommonArguments, done, failed } from '../../context.ts';
import { findIncident } from '../../find-incident.ts';
import { plainText } from '../../plain-text.ts';
import { readText } from '../../read-text.ts';
import { NO_CALLER, withRecord } from '../../with-record.ts';
import { addChange, ask, atOption, type ChangeTarget, given, refuse, targetOptions } from './change.ts';

const templateOptions = {
  template: { type: 'string', requiresArg: true, describe: 'Id of the template' },
  set: { type: 'string', array: true, nargs: 1, describe: 'field=value of the template; repeated' },
  status: { type: 'string', requiresArg: true, describe: 'The status word that its readers see' },
} as const;

interface Filled {
  readonly template?: string | undefined;
  readonly set?: readonly string[] | undefined;
  readonly status?: string | undefined;
}

/** `war-room incident update ...`: what others are told. */
export function addUpdate(group: Argv<CommonArguments>, act: Act): void {
  group.command(
    'update',
    'Tell others where the incident stands; a published update restarts the cadence',
    (updates) => {
      updates.command(
        'templates <id>',
        'List the templates and the fields that a person fills in',
        (cli) => targetOptions(cli),
        act((options, context) =>
          withRecord(context, async (record) => {
            const incident = findIncident(record, options.id);
            if (!incident.ok) return failed(incident.error);
            const { templates, problems } = await record.updates.templates(
              { incidentId: incident.value.id },
              NO_CALLER,
            );
            for (const problem of problems) context.io.tell(problem);
            if (options.json) context.io.out(JSON.stringify(templates));
            else
              context.io.out(
                templates
                  .map(({ id, name, fields }) => `${id}: ${name} (${fields.map((field) => field.id).join(', ')})`)
                  .join('\n'),
              );
            return done;
          }),
        ),
      );

      updates.command(
        'preview <id>',
        'Print the text that would go out; nothing is recorded',
        (cli) => targetOptions(cli).options(templateOptions).demandOption('template'),
        act((options, context) =>
          withRecord(context, async (record) => {
            const incident = findIncident(record, options.id);
            if (!incident.ok) return failed(incident.error);
            const filled = await fill(options, { incident: incident.value, record, context });
            if (!filled.ok) return failed(filled.error);
            context.io.out(options.json ? JSON.stringify(filled.value) : plainText(filled.value.text));
            for (const field of filled.value.missing) context.io.tell(`Not filled in: ${field}`);
            return done;
          }),
        ),
      );

      addChange(updates, act, {
        usage: 'publish <id> [text]',
        about: 'Record that an update went out: a text of your own, or a template filled in',
        options: (cli) =>
          cli.positional('text', { type: 'string', describe: 'What it says; - reads stdin' }).options({
            ...templateOptions,
            audience: { choices: updateAudienceSchema.options, describe: 'Who reads it; default: the template says' },
            channel: { type: 'string', array: true, nargs: 1, describe: 'Where it went; repeated' },
            ...atOption,
          }),
        ask: async ({ text, template, set, status, audience, channel, at }, target) => {
          const rest = given({ channels: channel, templateId: template, occurredAt: at });
          if (template !== undefined && text !== undefined)
            return refuse({ message: 'There are a text and a template.', action: 'Give one of them.' });
          if (template !== undefined) {
            const filled = await fill({ template, set, status }, target);
            if (!filled.ok) return refuse(filled.error);
            if (filled.value.missing.length > 0) {
              const message = `Not filled in: ${filled.value.missing.join(', ')}.`;
              return refuse({ message, action: 'Give each with --set field=value.' });
            }
            const publicStatus = filled.value.publicStatus;
            const to = audience ?? filled.value.audience;
            return ask({ type: 'publishUpdate', audience: to, publicStatus, text: filled.value.text, ...rest });
          }
          if (text === undefined) return refuse({ message: 'There is no text.', action: 'Give one, or a --template.' });
          if (status === undefined)
            return refuse({ message: 'There is no --status.', action: 'Say what readers see.' });
          const read = await readText(text);
          if (!read.ok) return refuse(read.error);
          const words = { audience: audience ?? 'internal', publicStatus: status, text: read.value } as const;
          return ask({ type: 'publishUpdate', ...words, ...rest });
        },
      });
      return updates.demandCommand(1, 'Say what to do with the updates');
    },
  );
}

/** The template's text with the given fields, the others as they begin. */
async function fill({ template = '', set = [], status }: Filled, { incident, record }: ChangeTarget) {
  const incidentId = incident.id;
  const { templates } = await record.updates.templates({ incidentId }, NO_CALLER);
  const known = templates.find(({ id }) => id === template);
  if (known === undefined)
    return fail('unknown-template', `There is no template ${template}.`, '`incident update templates` lists them.');
  const told = readFields(set, new Set(known.fields.map(({ id }) => id)));
  if (!told.ok) return told;
  const initial = Object.fromEntries(known.fields.map((field) => [field.id, field.initial]));
  const fields = { ...initial, ...told.value };
  const publicStatus = given({ publicStatus: status });
  const preview = await record.updates.preview(
    { incidentId, templateId: template, fields, ...publicStatus },
    NO_CALLER,
  );
  return preview.ok ? succeed({ ...preview.value, audience: known.audience }) : preview;
}

function readFields(
  set: readonly string[],
  known: ReadonlySet<string>,
): Outcome<Record<string, string>, 'unknown-field'> {
  const fields: Record<string, string> = {};
  for (const one of set) {
    const [, name = '', value = ''] = /^([^=]+)=(.*)$/s.exec(one) ?? [];
    if (!known.has(name))
      return fail('unknown-field', `The template has no field "${name}".`, `Its fields: ${[...known].join(', ')}.`);
    fields[name] = value;
  }
  return succeed(fields);
}
