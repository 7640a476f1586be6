import { app } from 'electron';
import { runCommandLine } from '../../cli/run.ts';
import { locateProgram } from '../locate.ts';

/** Commands that answer on the terminal; everything else opens the window. */
const commands: ReadonlySet<string> = new Set([
  'serve',
  'doctor',
  'incident',
  'journal',
  'taxonomy',
  'shell',
  'rec',
  'completion',
]);
const questions: ReadonlySet<string> = new Set(['--help', '--version', '--get-yargs-completions']);

/**
 * Whether the arguments are a command. With the fuse runAsNode off, the packaged command line is this same executable
 * (docs/SPEC.md, T9).
 */
export function isCommand(args: readonly string[]): boolean {
  return commands.has(firstWord(args) ?? '') || args.some((argument) => questions.has(argument));
}

/** Answers without a window, and ends with the command's exit code. */
export async function runCommandInElectron(args: readonly string[]): Promise<void> {
  const code = await runCommandLine({
    args,
    io: {
      out: (text) => void process.stdout.write(`${text}\n`),
      tell: (line) => void process.stderr.write(`${line}\n`),
    },
    env: process.env,
    files: locateProgram(),
  });
  // Leaving at once would cut off what a slow reader has not taken yet.
  await Promise.all([process.stdout, process.stderr].map((stream) => new Promise((end) => stream.write('', end))));
  app.exit(code);
}

/** Skips Chromium's switches, and the common options with their values. */
function firstWord(args: readonly string[]): string | undefined {
  const rest = [...args];
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    if (word === '--data-dir' || word === '--actor') rest.shift();
    else if (!word.startsWith('-')) return word;
  }
  return undefined;
}
