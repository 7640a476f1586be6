import { z } from 'zod';

/** Names, so that a page can have a shade of each for dark and for light. */
export const profileColourSchema = z.enum(['red', 'orange', 'yellow', 'green', 'blue', 'purple', 'grey']);
export type ProfileColour = z.infer<typeof profileColourSchema>;

/** Environment variables by name. What they have to be is in `variableProblem`. */
export const variablesSchema = z.record(z.string().max(1000), z.string().max(100_000));
export type Variables = Readonly<z.infer<typeof variablesSchema>>;

const nameSchema = z.string().max(200);
const pathSchema = z.string().max(4096);

/** A way to open a terminal. What it has to say is in `profileProblems`. */
export const terminalProfileSchema = z.object({
  id: z.string().min(1).max(100),
  name: nameSchema,
  /** Program and arguments. Absent: the person's shell. */
  command: z.array(z.string().max(4096)).max(100).optional(),
  /** Absent: the home directory. */
  cwd: pathSchema.optional(),
  env: variablesSchema.optional(),
  colour: profileColourSchema.optional(),
  /** What is typed here reaches production: the tab has a red edge. */
  production: z.boolean().optional(),
});
export type TerminalProfile = z.infer<typeof terminalProfileSchema>;

export const terminalProfilesSchema = z.array(terminalProfileSchema).max(50);

export interface ProfileProblem {
  /** `2.name`, `0.env.PATH`. */
  readonly field: string;
  readonly message: string;
  readonly action: string;
}

const MAX_VARIABLES = 200;
/** One string of an environment can be 128 KiB on Linux (MAX_ARG_STRLEN), and a character up to three bytes. */
const MAX_VALUE_CHARACTERS = 30_000;
/** Arguments and environment together have to fit into a quarter of the stack, 2 MiB; most of it is the person's own. */
const MAX_TOTAL_CHARACTERS = 200_000;

/** What keeps a variable from being given to a program, or undefined. Names are as POSIX has them for shells. */
export function variableProblem(name: string, value: string): Omit<ProfileProblem, 'field'> | undefined {
  const shown = name.slice(0, 40);
  if (!/^[A-Za-z_][A-Za-z0-9_]{0,199}$/.test(name)) {
    return {
      message: `"${shown}" can't be the name of a variable.`,
      action: 'Use letters, digits and underscores, and no digit in front.',
    };
  }
  if (name.startsWith('WAR_ROOM_')) {
    return { message: `${shown} belongs to War Room itself.`, action: 'Choose another name.' };
  }
  if (value.includes('\0') || value.length > MAX_VALUE_CHARACTERS) {
    return {
      message: `The value of ${shown} can't be given to a program.`,
      action: `Give at most ${MAX_VALUE_CHARACTERS} characters, none of them NUL.`,
    };
  }
  return undefined;
}

/** What keeps a set of variables from being used, the first of it; undefined when nothing does. */
export function variablesProblem(variables: Variables): ProfileProblem | undefined {
  const entries = Object.entries(variables);
  if (entries.length > MAX_VARIABLES) {
    return {
      field: '',
      message: `${entries.length} variables are too many.`,
      action: `Give at most ${MAX_VARIABLES}.`,
    };
  }
  for (const [name, value] of entries) {
    const problem = variableProblem(name, value);
    if (problem !== undefined) return { field: name, ...problem };
  }
  if (entries.reduce((total, [name, value]) => total + name.length + value.length, 0) > MAX_TOTAL_CHARACTERS) {
    return {
      field: '',
      message: 'The variables are too long for a program to be given them.',
      action: `Give at most ${MAX_TOTAL_CHARACTERS} characters in all; put a long text into a file.`,
    };
  }
  return undefined;
}

/** What keeps profiles from being used as they are, all of it, for the form and for the service alike. */
export function profileProblems(profiles: readonly TerminalProfile[]): readonly ProfileProblem[] {
  return profiles.flatMap((profile, index) => {
    const problems: ProfileProblem[] = [];
    const add = (field: string, message: string, action: string) =>
      problems.push({ field: `${index}.${field}`, message, action });
    const called = profile.name.trim() || `Profile ${index + 1}`;
    if (profile.name.trim() === '') add('name', `${called} has no name.`, 'Give it one.');
    if (profiles.findIndex(({ id }) => id === profile.id) < index) {
      add('id', `Two profiles have the id ${profile.id}.`, 'Give one of them another.');
    }
    const { command, cwd, env } = profile;
    if (command !== undefined && (command[0] ?? '').trim() === '') {
      add('command', `${called} names no program.`, 'Name one, or leave the command out for your shell.');
    }
    if ([...(command ?? []), cwd ?? ''].some((text) => text.includes('\0'))) {
      add('command', `The command or directory of ${called} holds a NUL character.`, 'Remove it.');
    }
    const variable = env && variablesProblem(env);
    if (variable) add(`env.${variable.field}`, `${called}: ${variable.message}`, variable.action);
    return problems;
  });
}
