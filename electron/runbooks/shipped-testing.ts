import { readdirSync, readFileSync } from 'node:fs';
import { type ParsedRunbook, parseRunbook } from './parse/runbook.ts';
import { readRiskRules } from './risk/rules.ts';
import { loadBashParser } from './shell/bash.ts';
import type { ParseShell } from './shell/script.ts';

// For tests: the runbooks that the program ships with, read as the library reads them.

const resources = new URL('../../resources/', import.meta.url);

/** For whoever does not look at commands: each block is one that nobody can read. */
export const noShell: ParseShell = () => ({ valid: false, statements: [], comments: [], regions: [] });

/** By file name, the index among them. */
export async function readShipped(shell?: ParseShell): Promise<ReadonlyMap<string, ParsedRunbook>> {
  const parseShell = shell ?? (await loadBashParser());
  const rules = readRiskRules(readFileSync(new URL('risk/rules.yaml', resources), 'utf8'));
  const files = readdirSync(new URL('runbooks/', resources));
  return new Map(
    files.map((file) => {
      const text = readFileSync(new URL(`runbooks/${file}`, resources), 'utf8');
      return [file, parseRunbook({ id: `shipped:${file}`, text, fallbackTitle: file }, parseShell, rules)];
    }),
  );
}
