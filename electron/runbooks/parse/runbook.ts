import type { Runbook, RunbookParameter, RunbookStep } from '#shared/domain/runbook.ts';
import { isSecretName } from '../parameters/placeholders.ts';
import type { RiskRules } from '../risk/rules.ts';
import type { ParseShell } from '../shell/script.ts';
import { RunbookBuilder } from './builder.ts';
import { repairFences } from './fences.ts';
import { readFrontMatter } from './front-matter.ts';
import { parseMarkdown } from './markdown.ts';
import { findMojibake } from './mojibake.ts';

export interface RunbookText {
  readonly id: string;
  /** Decoded, without BOM, lines ended by LF. */
  readonly text: string;
  /** Stands in when the file names no title. */
  readonly fallbackTitle: string;
  /** `shellId`s of the blocks without a language that a person has treated as shell. */
  readonly shellIds?: ReadonlySet<string>;
}

export interface ParsedRunbook {
  readonly runbook: Runbook;
  /** Names of the parameters that the front matter declares. */
  readonly declared: ReadonlySet<string>;
}

/** Reads a Markdown file as a runbook. Pure: the shell parser is handed in. */
export function parseRunbook(file: RunbookText, parseShell: ParseShell, rules: RiskRules): ParsedRunbook {
  const slices = parseSlices(file, parseShell, rules);
  for (;;) {
    const { done, value } = slices.next();
    if (done) return value;
  }
}

/** The same, interrupted every few milliseconds: between two slices others can have their turn. */
export function* parseSlices(
  file: RunbookText,
  parseShell: ParseShell,
  rules: RiskRules,
): Generator<void, ParsedRunbook> {
  const { frontMatter, body, problems } = readFrontMatter(file.text);
  const repaired = repairFences(body);
  const declared = new Set(frontMatter.parameters.map(({ name }) => name));
  const builder = new RunbookBuilder({
    source: repaired.text,
    lineOf: repaired.lineOf,
    reader: { parseShell, rules, declared },
    shellIds: file.shellIds ?? new Set(),
  });
  for (const nodes of parseMarkdown(repaired.text)) {
    yield;
    for (const node of nodes) {
      builder.add(node);
      if (node.type !== 'paragraph') yield;
    }
  }
  builder.finish();
  const { steps, items, blocks, references } = builder;
  const title = [frontMatter.title, builder.firstHeading, file.fallbackTitle].find((text) => text) ?? '';
  const index = steps.length === 0 ? references.index(title) : undefined;
  const runbook: Runbook = {
    id: file.id,
    title,
    ...(frontMatter.owner === undefined ? {} : { owner: frontMatter.owner }),
    ...(frontMatter.lastReviewed === undefined ? {} : { lastReviewed: frontMatter.lastReviewed }),
    alerts: [...frontMatter.alerts],
    services: [...frontMatter.services],
    parameters: allParameters(frontMatter.parameters, steps),
    steps,
    items,
    links: references.links,
    ...(index === undefined ? {} : { index }),
    mentions: references.mentions,
    ...(frontMatter.reviewEveryDays === undefined ? {} : { reviewEveryDays: frontMatter.reviewEveryDays }),
    blocks,
    problems: [...problems, ...repaired.problems, ...builder.problems, ...findMojibake(file.text)].sort(
      (a, b) => a.line - b.line,
    ),
  };
  return { runbook, declared };
}

/** Declared parameters first, then those that only stand in commands, in their order. */
function allParameters(declared: readonly RunbookParameter[], steps: readonly RunbookStep[]): RunbookParameter[] {
  const known = new Map(declared.map((parameter) => [parameter.name, parameter]));
  for (const name of steps.flatMap((step) => step.parameters)) {
    if (!known.has(name)) known.set(name, { name, secret: isSecretName(name) });
  }
  return [...known.values()];
}
