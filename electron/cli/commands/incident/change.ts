import type { ArgumentsCamelCase as Arguments, Argv, Options } from 'yargs';
import type { OpenCommand } from '#shared/domain/decide/index.ts';
import type { Incident } from '#shared/domain/incident.ts';
import { fail, type Outcome, type Problem, succeed } from '#shared/domain/outcome.ts';
import type { IncidentRecord } from '../../../record.ts';
import { type Act, type CliContext, type CommonArguments, done, failed } from '../../context.ts';
import { findIncident } from '../../find-incident.ts';
import { instantOption } from '../../instant.ts';
import { withRecord } from '../../with-record.ts';

export interface ChangeArguments extends CommonArguments {
  readonly id: string;
  readonly json: boolean;
}

/** The incident that a command is for, and where it was found. */
export interface ChangeTarget {
  readonly incident: Incident;
  readonly record: IncidentRecord;
  readonly context: CliContext;
}

/** What to ask of the incident, or why that can't be asked. */
export type Asked = Outcome<OpenCommand, string>;

export interface ChangeCommand<Given extends ChangeArguments> {
  /** In yargs's form, the incident first: `status <id> <state>`. */
  readonly usage: string;
  readonly about: string;
  readonly options: (cli: Argv<ChangeArguments>) => Argv<Given>;
  readonly ask: (given: Given, target: ChangeTarget) => Asked | Promise<Asked>;
  /** What is printed without `--json`. Default: the ids of the events. */
  readonly said?: (given: Given, before: Incident) => string;
}

/** Adds a command that changes one incident; all of them find it, answer, fail and print in the same way. */
export function addChange<Given extends ChangeArguments>(
  group: Argv<CommonArguments>,
  act: Act,
  { usage, about, options, ask, said }: ChangeCommand<Given>,
): void {
  group.command<Given>(
    usage,
    about,
    (cli) => options(targetOptions(cli as Argv<CommonArguments>)),
    // yargs spells options in two ways; none of ours has two words, so both are one.
    act((given: Given, context) =>
      withRecord(context, async (record) => {
        const incident = findIncident(record, given.id);
        if (!incident.ok) return failed(incident.error);
        const asked = await ask(given, { incident: incident.value, record, context });
        if (!asked.ok) return failed(asked.error);
        const changed = record.incidents.act(incident.value.id, asked.value);
        if (!changed.ok) return failed(changed.error);
        const ids = changed.value.events.map(({ id }) => id).join('\n');
        context.io.out(given.json ? JSON.stringify(changed.value) : (said?.(given, incident.value) ?? ids));
        return done;
      }),
    ) as unknown as (given: Arguments<Given>) => Promise<void>,
  );
}

/** The incident, and `--json`. */
export function targetOptions<Given extends CommonArguments>(cli: Argv<Given>) {
  return cli
    .positional('id', { type: 'string', demandOption: true, describe: 'Id of the incident, or its beginning' })
    .options({ json: { type: 'boolean', default: false, describe: 'Print what was written as JSON' } });
}

/** `--at`, for commands that can be backdated. */
export const atOption = {
  at: {
    type: 'string',
    requiresArg: true,
    coerce: instantOption,
    describe: 'When it happened, ISO 8601; default: now',
  },
} as const satisfies Record<string, Options>;

/** A reason that may be left out. */
export const reasonOption = {
  reason: { type: 'string', requiresArg: true, describe: 'Why' },
} as const satisfies Record<string, Options>;

/** The members of a command that were given; yargs gives undefined for the others. */
export function given<Value extends Record<string, unknown>>(members: Value) {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as {
    [Key in keyof Value]?: Exclude<Value[Key], undefined>;
  };
}

export function ask(command: OpenCommand): Asked {
  return succeed(command);
}

export function refuse(problem: Pick<Problem, 'message' | 'action'>): Asked {
  return fail('refused', problem.message, problem.action);
}
