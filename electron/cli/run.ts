import { homedir } from 'node:os';
import yargs, { type Argv } from 'yargs';
import { chooseDataDir } from '../hosts/data-dir.ts';
import type { ProgramFiles } from '../hosts/locate.ts';
import { addCompletion } from './commands/completion.ts';
import { addDoctor } from './commands/doctor.ts';
import { addIncident } from './commands/incident/index.ts';
import { addJournal } from './commands/journal.ts';
import { addOpen } from './commands/open.ts';
import { addRec } from './commands/rec.ts';
import { addRunbook } from './commands/runbook/index.ts';
import { addServe } from './commands/serve.ts';
import { addShell } from './commands/shell.ts';
import { addTaxonomy } from './commands/taxonomy.ts';
import { type Act, type CliResult, type CommonArguments, done, type Io, wrongUsage } from './context.ts';
import { oneLine } from './plain-text.ts';
import { STDIN_MARK } from './read-text.ts';

export interface CommandLine {
  /** Without the program's own name. */
  readonly args: readonly string[];
  readonly io: Io;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly files: ProgramFiles;
}

const EXIT_CODES = { failed: 1, usage: 2 } as const;

/** Runs one command line and resolves with its exit code: 0 done, 1 failed, 2 wrong usage, or that of what it ran. */
export async function runCommandLine(line: CommandLine): Promise<number> {
  const { io } = line;
  const result = await parse(line);
  if (result.ok) return result.value.exitCode;
  io.tell(`war-room: ${result.error.message}`);
  return EXIT_CODES[result.error.code];
}

async function parse({ args, io, env, files }: CommandLine): Promise<CliResult> {
  // Node has already replaced the bytes that it could not read; they would be kept wrong for ever.
  if (args.some((arg) => arg.includes('\ufffd')))
    return wrongUsage('an argument is not valid UTF-8; write it in UTF-8, or give the text on stdin');
  const { own, command } = splitCommand(args);
  let result: CliResult = done;
  const actor = (name: string | undefined): string | undefined => {
    if (name === undefined) return undefined;
    const plain = oneLine(name).trim();
    if (plain === '') throw new Error('--actor is empty; say who acts');
    return plain;
  };
  const act: Act = (run) => async (given) => {
    const dataDir = chooseDataDir({ given: given['data-dir'], env, platform: process.platform, home: homedir() });
    result = await run(unmarked(given), { io, env, files, dataDir, actorName: given.actor, command });
  };
  const cli: Argv<CommonArguments> = yargs()
    .scriptName('war-room')
    .version(files.version)
    .usage('$0 [command]\n\nIncident command on one screen. Without a command it opens the window.')
    .options({
      'data-dir': {
        type: 'string',
        requiresArg: true,
        describe: 'Where the record lies; default: WAR_ROOM_DATA_DIR, else the place of the platform',
      },
      actor: {
        type: 'string',
        requiresArg: true,
        describe: 'Who acts; default: the name in the settings',
        coerce: actor,
      },
    })
    // Its own command would be taken for a word of the default one; `commands/completion.ts` stands in for it.
    .completion('yargs-completion', false)
    .strict()
    .check(refuseRepeated)
    .exitProcess(false)
    .wrap(100)
    .fail((message, error) => {
      // What a command throws is a bug and goes on up; what yargs found, or a coercion, is wrong usage.
      if (error && error.name !== 'YError' && !message) throw error;
      throw new WrongUsage(message || error.message);
    });
  for (const add of [
    addOpen,
    addServe,
    addIncident,
    addJournal,
    addTaxonomy,
    addRunbook,
    addShell,
    addRec,
    addDoctor,
    addCompletion,
  ])
    add(cli, act);
  try {
    await cli.parseAsync(marked(own), {}, (_error, _given, output) => {
      if (output) io.out(output);
    });
    return result;
  } catch (error) {
    if (error instanceof WrongUsage) return wrongUsage(`${inPlainWords(error.message, own)} (see \`war-room --help\`)`);
    throw error;
  }
}

/** `rec` runs what stands after `--` as it stands; yargs would read options in it. */
function splitCommand(args: readonly string[]): {
  readonly own: readonly string[];
  readonly command: readonly string[];
} {
  const at = args.indexOf('--');
  const word = args.findIndex(
    (arg, index) => !arg.startsWith('-') && !/^--(data-dir|actor)$/.test(args[index - 1] ?? ''),
  );
  if (at === -1 || word > at || args[word] !== 'rec') return { own: args, command: [] };
  return { own: args.slice(0, at), command: args.slice(at + 1) };
}

/** Stands before a text that begins with a dash. No argument can hold a NUL. */
const DASH_MARK = '\0';

/** What stands after `--` is text, whatever it begins with; yargs would not count it among a command's arguments. */
function marked(args: readonly string[]): readonly string[] {
  const at = args.includes('--') ? args.indexOf('--') : args.length;
  return [
    ...args.slice(0, at).map((arg) => (arg === '-' ? STDIN_MARK : arg)),
    ...args.slice(at + 1).map((arg) => (arg.startsWith('-') ? DASH_MARK + arg : arg)),
  ];
}

function unmarked<Given extends object>(given: Given): Given {
  const clean = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(clean);
    return typeof value === 'string' && value.startsWith(`${DASH_MARK}-`) ? value.slice(DASH_MARK.length) : value;
  };
  return Object.fromEntries(Object.entries(given).map(([name, value]) => [name, clean(value)])) as Given;
}

class WrongUsage extends Error {}

/** Options and arguments that may be repeated. */
const lists: ReadonlySet<string> = new Set([
  '_',
  'origin',
  'service',
  'tag',
  'link',
  'set',
  'channel',
  'value',
  'paths',
]);

/** yargs makes a list of any option that is given twice. */
function refuseRepeated(given: Readonly<Record<string, unknown>>): true {
  for (const [name, value] of Object.entries(given)) {
    if (Array.isArray(value) && !lists.has(name)) throw new WrongUsage(`--${name} is given twice`);
  }
  return true;
}

/** With a default command yargs takes a mistyped command for an argument of that one. */
function inPlainWords(message: string, args: readonly string[]): string {
  const unknown = /^Unknown arguments?: (.*)$/.exec(message)?.[1]?.split(', ') ?? [];
  const word = unknown.find((one) => args.includes(one));
  if (word !== undefined) return `Unknown command: ${word}`;
  const dashed = /^Not enough non-option|^Unknown argument/.test(message) && !args.includes('--');
  return dashed && args.some((arg) => /^-+[^-]*\s/.test(arg) || /^-[^-]/.test(arg))
    ? `${message}; write -- before a text that begins with a dash`
    : message;
}
