import type { Runbook, RunbookItem, RunbookParameter, RunbookProblem, RunbookStep } from '#shared/domain/runbook.ts';
import { showInvisible } from '#shared/domain/visible-text.ts';
import { cutText, wrapText } from '../../wrap-text.ts';

const WIDTH = 80;
/** So much of the expected output shows what is meant. */
const EXPECTED_LINES = 5;

/** A runbook in reading order for a person, on 80 columns. Control and bidi characters are shown, not obeyed. */
export function describeRunbook(runbook: Runbook): string[] {
  const steps = new Map(runbook.steps.map((step) => [step.id, step]));
  const items = new Map(runbook.items.map((item) => [item.id, item]));
  const lines = [...wrapped(runbook.title, 2), ...describeHead(runbook)];
  for (const block of runbook.blocks) {
    if (block.type === 'heading') lines.push('', ...wrapped(`${'#'.repeat(block.depth)} ${block.text}`, 2));
    const step = block.type === 'step' ? steps.get(block.stepId) : undefined;
    if (step) lines.push(...describeStep(step));
    const item = block.type === 'item' ? items.get(block.itemId) : undefined;
    if (item) lines.push(...describeItem(item));
  }
  return lines;
}

/** What is wrong, on which line, and what to do. */
export function describeProblems(problems: readonly RunbookProblem[]): string[] {
  return problems.flatMap(({ level, line, message, action }) =>
    wrapped(`${level}, line ${line}: ${message} ${action}`, 2, 4),
  );
}

function describeHead({ owner, lastReviewed, alerts, services, parameters }: Runbook): string[] {
  return [
    ...(owner === undefined ? [] : wrapped(`owner: ${owner}`, 2, 4)),
    ...(lastReviewed === undefined ? [] : wrapped(`reviewed: ${lastReviewed}`, 2, 4)),
    ...(alerts.length === 0 ? [] : wrapped(`alerts: ${alerts.join(', ')}`, 2, 4)),
    ...(services.length === 0 ? [] : wrapped(`services: ${services.join(', ')}`, 2, 4)),
    ...(parameters.length === 0 ? [] : wrapped(`parameters: ${parameters.map(describeParameter).join(', ')}`, 2, 4)),
  ];
}

function describeParameter({ name, secret, default: standard }: RunbookParameter): string {
  if (secret) return `${name} (secret)`;
  return standard === undefined ? name : `${name} (default ${standard})`;
}

function describeStep(step: RunbookStep): string[] {
  const { name, condition, cwd, expectedOutput, risk } = step;
  const why = risk.level === 'dangerous' && risk.reason !== '' ? ` (it ${risk.reason})` : '';
  const notes = [
    name === undefined ? '' : `name: ${name}`,
    condition === undefined ? '' : `only: ${condition}`,
    cwd === undefined ? '' : `in: ${cwd}`,
    step.interactive ? 'it talks with the person, so it is never sent' : '',
    step.parsed ? '' : 'bash cannot read it, so it is never sent',
  ].filter((note) => note !== '');
  const expected = expectedOutput?.split('\n') ?? [];
  const left = expected.length - EXPECTED_LINES;
  return [
    ...wrapped(`- line ${step.line}, ${risk.level}${why}: ${step.title}`, 2, 4),
    ...notes.flatMap((note) => wrapped(note, 4)),
    ...step.command.split('\n').flatMap((line) => marked('| ', line)),
    ...expected.slice(0, EXPECTED_LINES).flatMap((line) => marked('> ', line)),
    ...(left > 0 ? marked('> ', `... and ${left} more`) : []),
  ];
}

function describeItem({ line, text }: RunbookItem): string[] {
  return wrapped(`- [ ] line ${line}: ${text}`, 2, 8);
}

/** `rest`: the indentation of the lines after the first. */
function wrapped(text: string, indent: number, rest = indent): string[] {
  return wrapText(showInvisible(text), WIDTH - Math.max(indent, rest)).map(
    (line, index) => `${' '.repeat(index === 0 ? indent : rest)}${line}`,
  );
}

/** A line as it stands, cut where it is too long; only its beginning has the mark. */
function marked(mark: string, line: string): string[] {
  return cutText(showInvisible(line).replaceAll('\t', '  '), WIDTH - 6).map(
    (part, index) => `    ${index === 0 ? mark : '  '}${part}`,
  );
}
