import type { Risk } from '#shared/domain/runbook.ts';
import { maskPlaceholders, type Placeholder } from '../parameters/placeholders.ts';
import { assessRisk } from '../risk/assess.ts';
import type { RiskRules } from '../risk/rules.ts';
import type { ParseShell, ShellScript } from '../shell/script.ts';
import { hasPrompts, splitPrompts } from './prompts.ts';

/** Languages of fences whose text is run. */
export const runnableLanguages: ReadonlySet<string> = new Set(['bash', 'sh', 'shell', 'zsh', 'console', 'terminal']);

/** What reading commands needs; the shell parser is handed in because it is WebAssembly. */
export interface CommandReader {
  readonly parseShell: ParseShell;
  readonly rules: RiskRules;
  readonly declared: ReadonlySet<string>;
}

export interface BlockCommand {
  readonly command: string;
  /** Lines of the block above it. */
  readonly lineOffset: number;
  /** From a comment above or behind it; undefined where the surrounding text has to name it. */
  readonly title?: string;
  /** Commands of one comment or one block are numbered where they share a title. */
  readonly group: number;
  readonly parsed: boolean;
  readonly risk: Risk;
  readonly parameters: readonly string[];
  readonly expectedOutput?: string;
}

/** Whether a fence of this language is run: a known shell, or none at all but with `$ ` prompts. */
export function isRunnable(block: string, language: string): boolean {
  return runnableLanguages.has(language) || (language === '' && hasPrompts(block, language));
}

/**
 * Whether a block that names no language could be commands: bash reads it, and it begins with what looks like a
 * program. A person decides.
 */
export function couldBeShell(block: string, reader: CommandReader): boolean {
  if (hasPrompts(block, '') || !/^\s*(?:#.*\n\s*)*[a-z./~][\w./~-]*(?:\s|$)/.test(block)) return false;
  const script = reader.parseShell(maskPlaceholders(block, reader.declared).text);
  return script.valid && script.statements.length > 0;
}

/**
 * The commands of a runnable block. Several statements are several commands; heredocs, loops, pipes and continued lines
 * stay whole; what bash can't parse is one command, marked. A block of comments alone has none.
 */
export function readCommands(block: string, language: string, reader: CommandReader): BlockCommand[] {
  if (!hasPrompts(block, language)) return splitStatements(block, reader);
  let group = 0;
  // `<url>` at a line's end would be an unfinished redirect, and the output below it taken for its rest.
  const parseMasked: ParseShell = (script) => reader.parseShell(maskPlaceholders(script, reader.declared).text);
  return splitPrompts(block, language, parseMasked).flatMap((part) => {
    const commands = splitStatements(part.script, reader);
    const named = part.comment === undefined ? undefined : commentText(part.comment);
    const groups = Math.max(0, ...commands.map((command) => command.group)) + 1;
    const result = commands.map((command, index) => ({
      ...command,
      lineOffset: command.lineOffset + part.lineOffset,
      group: command.group + group,
      ...(command.title === undefined && named ? { title: named } : {}),
      ...(index === commands.length - 1 && part.output !== undefined ? { expectedOutput: part.output } : {}),
    }));
    group += groups;
    return result;
  });
}

function splitStatements(block: string, reader: CommandReader): BlockCommand[] {
  const masked = maskPlaceholders(block, reader.declared);
  const script = reader.parseShell(masked.text);
  const unmaskRisk = (risk: Risk): Risk => ({
    ...risk,
    reason: masked.unmask(risk.reason),
    ...(risk.target === undefined ? {} : { target: masked.unmask(risk.target) }),
  });
  const lineOf = lineFinder(block);
  const parametersBetween = placeholderFinder(masked.placeholders);
  if (!script.valid) {
    const command = block.replace(/^(\s*\n)+/, '').trimEnd();
    if (command.trim() === '') return [];
    const risk = unmaskRisk(assessRisk({ ...script, rules: reader.rules, parseShell: reader.parseShell }));
    const lineOffset = lineOf(block.indexOf(command));
    return [{ command, lineOffset, group: 0, parsed: false, risk, parameters: parametersBetween(0, block.length) }];
  }
  const comments = readComments(script, block, lineOf);
  let group = 0;
  let title: string | undefined;
  let previousEnd = -1;
  return script.statements.map((statement) => {
    const firstLine = lineOf(statement.start);
    const lastLine = lineOf(statement.end);
    const above = comments.above(firstLine, previousEnd);
    const follows = previousEnd !== -1 && firstLine - previousEnd <= 1;
    if (above !== undefined || !follows) {
      title = above;
      group += 1;
    }
    previousEnd = lastLine;
    const named = above ?? comments.behind(lastLine) ?? title;
    return {
      command: block.slice(statement.start, statement.end),
      lineOffset: firstLine,
      group,
      ...(named === undefined ? {} : { title: named }),
      parsed: true,
      risk: unmaskRisk(
        assessRisk({ statements: [statement], valid: true, rules: reader.rules, parseShell: reader.parseShell }),
      ),
      parameters: parametersBetween(statement.start, statement.end),
    };
  });
}

function readComments(script: ShellScript, block: string, lineOf: (offset: number) => number) {
  const ownLine = new Map<number, string>();
  const behindCode = new Map<number, string>();
  for (const { start, end } of script.comments) {
    const at = lineOf(start);
    const before = block.slice(block.lastIndexOf('\n', start - 1) + 1, start);
    const text = commentText(block.slice(start, end));
    if (text !== '') (before.trim() === '' ? ownLine : behindCode).set(at, text);
  }
  return {
    /** The first of the comment lines that stand right above a line, not above `after`. */
    above(line: number, after: number): string | undefined {
      let first: string | undefined;
      for (let at = line - 1; at > after && ownLine.has(at); at -= 1) first = ownLine.get(at);
      return first;
    },
    behind: (line: number) => behindCode.get(line),
  };
}

function commentText(comment: string): string {
  if (comment.startsWith('#!')) return '';
  return comment
    .replace(/^\s*#+\s*/, '')
    .replace(/^\d+[.)]\s+/, '')
    .replace(/:\s*$/, '')
    .trim();
}

/** Answers the 0-based line of an offset. */
function lineFinder(text: string): (offset: number) => number {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return (offset) => {
    let low = 0;
    let high = starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    return low;
  };
}

/** Answers the names of the placeholders between two offsets, each once. To be asked from start to end. */
function placeholderFinder(placeholders: readonly Placeholder[]): (start: number, end: number) => string[] {
  let next = 0;
  return (start, end) => {
    const names = new Set<string>();
    while ((placeholders[next]?.start ?? start) < start) next += 1;
    for (; (placeholders[next]?.end ?? Number.POSITIVE_INFINITY) <= end; next += 1) {
      names.add(placeholders[next]?.name ?? '');
    }
    return [...names];
  };
}
