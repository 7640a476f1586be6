import { showInvisible } from '#shared/domain/visible-text.ts';
import { maskPlaceholders } from '../parameters/placeholders.ts';
import { type CommandReader, readCommands } from '../parse/commands.ts';
import type { CommandRun } from './commands-run.ts';

/** Lines of output that tell a reader what to expect; more is a log. */
const MOST_LINES = 12;
const MOST_CHARACTERS = 200;

/**
 * A fenced block that a runbook's parser reads as exactly this command, with its output where it went well. Several
 * ways of writing are tried and read back, so that no quote, heredoc or line that looks like a prompt takes it apart.
 * Undefined for what holds no command: a comment.
 */
export function stepBlock(run: CommandRun, reader: CommandReader): string | undefined {
  const wanted = statementsOf(run.command, reader);
  if (wanted.length === 0) return undefined;
  for (const { language, lines } of waysToWrite(run)) {
    const body = lines.join('\n');
    const read = readCommands(body, language, reader).map(({ command }) => command);
    if (read.length === wanted.length && read.every((command, index) => command === wanted[index])) {
      return fence(language, body);
    }
  }
  return `${NOT_A_STEP}\n\n${fence('text', run.command)}`;
}

const NOT_A_STEP = 'A command that cannot be written as a step; run it by hand:';

/** The statements of a command line, each a step of a runbook; the whole of it where bash cannot read it. */
export function statementsOf(command: string, { parseShell, declared }: CommandReader): readonly string[] {
  const script = parseShell(maskPlaceholders(command, declared).text);
  return script.valid ? script.statements.map(({ start, end }) => command.slice(start, end)) : [command];
}

interface Written {
  readonly language: string;
  readonly lines: readonly string[];
}

function waysToWrite(run: CommandRun): readonly Written[] {
  const lines = run.command.split('\n');
  const comment = `# ${titleOf(run)}`;
  const prompted = lines.map((line, index) => (index === 0 ? `$ ${line}` : `> ${line}`));
  const output = run.exitCode === 0 ? shortOutput(run.output) : [];
  return [
    ...(output.length > 0 ? [{ language: 'console', lines: [comment, ...prompted, ...output] }] : []),
    { language: 'bash', lines: [comment, ...lines] },
    { language: 'bash', lines },
    { language: 'console', lines: [comment, ...prompted] },
    { language: 'console', lines: prompted },
  ];
}

function titleOf({ command, title, exitCode }: CommandRun): string {
  const name = title?.replace(/\s+/g, ' ').trim() || `Run ${plainWords(command)}`;
  return exitCode === undefined || exitCode === 0 ? name : `${name} (failed with exit code ${exitCode})`;
}

/** The program and its subcommand, as far as they are plain words: "kubectl get pods". */
function plainWords(command: string): string {
  const words = command.trim().split(/\s+/);
  const plain = words.slice(0, 3).findIndex((word) => !/^[a-z][\w-]*$/i.test(word));
  const named = words.slice(0, plain === -1 ? 3 : plain).join(' ');
  return named === '' ? 'this command' : named;
}

/** The first and last lines, without those that would be taken for a prompt. */
function shortOutput(output: string): readonly string[] {
  const lines = showInvisible(output)
    .split('\n')
    .filter((line) => !/^\s*[$#%>](?: |$)/.test(line))
    .map((line) => (line.length > MOST_CHARACTERS ? `${line.slice(0, MOST_CHARACTERS)}…` : line).trimEnd());
  while (lines.at(-1) === '') lines.pop();
  while (lines[0] === '') lines.shift();
  return lines.length <= MOST_LINES ? lines : [...lines.slice(0, MOST_LINES - 4), '…', ...lines.slice(-3)];
}

/** A fence that no fence in the text can end. */
function fence(language: string, body: string): string {
  const longest = (body.match(/`+/g) ?? []).reduce((most, run) => Math.max(most, run.length), 2);
  const mark = '`'.repeat(longest + 1);
  return `${mark}${language}\n${body}\n${mark}`;
}
