import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LineCounter, parseDocument } from 'yaml';
import type { ZodError } from 'zod';
import { type Panel, panelSchema } from '#shared/contract/metrics.ts';

export interface LoadedPanels {
  /** In the order of their file names. */
  readonly panels: readonly Panel[];
  /** One line each: file, line, what is wrong. The other panels are loaded all the same. */
  readonly problems: readonly string[];
}

const strictPanelSchema = panelSchema.strict();

/** Reads `*.yaml` of a folder, one panel per file. A folder that is not there holds none. */
export function loadPanels(folder: string): LoadedPanels {
  const panels: Panel[] = [];
  const problems: string[] = [];
  const fileOfId = new Map<string, string>();
  for (const file of listYaml(folder, problems)) {
    const parsed = parsePanel(readFileSync(join(folder, file), 'utf8'));
    if (!parsed.ok) {
      problems.push(...parsed.problems.map(({ line, text }) => `${file}:${line}: ${text}`));
      continue;
    }
    const other = fileOfId.get(parsed.panel.id);
    if (other !== undefined) {
      problems.push(`${file}:1: the id "${parsed.panel.id}" is taken by ${other}`);
      continue;
    }
    fileOfId.set(parsed.panel.id, file);
    panels.push(parsed.panel);
  }
  return { panels, problems };
}

function listYaml(folder: string, problems: string[]): readonly string[] {
  try {
    return readdirSync(folder)
      .filter((name) => /\.ya?ml$/.test(name))
      .sort();
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) {
      problems.push(`the panels can't be read: ${error instanceof Error ? error.message : error}`);
    }
    return [];
  }
}

type ParsedPanel =
  | { readonly ok: true; readonly panel: Panel }
  | { readonly ok: false; readonly problems: readonly { readonly line: number; readonly text: string }[] };

/** Reads one panel; every problem carries its line, from 1. Aliases are limited and nothing is evaluated (T37). */
export function parsePanel(text: string): ParsedPanel {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter, prettyErrors: false });
  if (document.errors.length > 0) {
    const problems = document.errors.map(({ pos, message }) => ({
      line: lineCounter.linePos(pos[0]).line,
      text: message,
    }));
    return { ok: false, problems };
  }
  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount: 20 });
  } catch (error) {
    return { ok: false, problems: [{ line: 1, text: error instanceof Error ? error.message : String(error) }] };
  }
  const checked = strictPanelSchema.safeParse(value);
  if (checked.success) return { ok: true, panel: checked.data };
  return { ok: false, problems: describeIssues(checked.error, lineOf) };

  /** The line of the nearest part of the path that the file has. */
  function lineOf(path: readonly PropertyKey[]): number {
    for (let length = path.length; length > 0; length--) {
      const node = document.getIn(path.slice(0, length), true);
      if (hasRange(node)) return lineCounter.linePos(node.range[0]).line;
    }
    return 1;
  }
}

function describeIssues(error: ZodError, lineOf: (path: readonly PropertyKey[]) => number) {
  return error.issues.map(({ path, message }) => ({
    line: lineOf(path),
    text: path.length === 0 ? message : `${path.map(String).join('.')}: ${message}`,
  }));
}

function hasRange(node: unknown): node is { readonly range: readonly [number, number, number] } {
  return typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range);
}
