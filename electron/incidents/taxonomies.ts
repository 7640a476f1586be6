import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { isNode, LineCounter, parseDocument } from 'yaml';
import { type Taxonomy, taxonomySchema } from '#shared/domain/taxonomy.ts';

export interface TaxonomyProblem {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** What is wrong there, for a person. */
  readonly message: string;
}

/** Taxonomies shipped and the team's own. A file that cannot be read is named in `problems`, and the others work. */
export interface TaxonomyLibrary {
  readonly taxonomies: readonly Taxonomy[];
  readonly problems: readonly TaxonomyProblem[];
}

/** A taxonomy is a page of text; whatever is larger is something else. */
const LARGEST_BYTES = 1_000_000;

/** Reads `<resourcesDir>/taxonomies` and `<dataDir>/taxonomies`; a team's file with a shipped id replaces it. */
export function loadTaxonomies(directories: {
  readonly resourcesDir: string;
  readonly dataDir: string;
}): TaxonomyLibrary {
  const byId = new Map<string, Taxonomy>();
  const problems: TaxonomyProblem[] = [];
  for (const root of [directories.resourcesDir, directories.dataDir]) {
    const seen = new Map<string, string>();
    for (const path of yamlFiles(join(root, 'taxonomies'))) {
      const result = readTaxonomy(path);
      if ('problem' in result) {
        problems.push(result.problem);
        continue;
      }
      const { taxonomy } = result;
      const twin = seen.get(taxonomy.id);
      if (twin !== undefined) {
        problems.push({
          file: path,
          line: 1,
          message: `${basename(twin)} has the id ${taxonomy.id} too; this one is left out.`,
        });
        continue;
      }
      seen.set(taxonomy.id, path);
      byId.set(taxonomy.id, taxonomy);
    }
  }
  return { taxonomies: [...byId.values()], problems };
}

function yamlFiles(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
      .filter((name) => /\.ya?ml$/.test(name) && !name.startsWith('.'))
      .sort()
      .map((name) => join(folder, name));
  } catch {
    // A team without a folder of its own is the usual case.
    return [];
  }
}

function readTaxonomy(path: string): { readonly taxonomy: Taxonomy } | { readonly problem: TaxonomyProblem } {
  const problem = (line: number, message: string) => ({ problem: { file: path, line, message } });
  try {
    if (statSync(path).size > LARGEST_BYTES) return problem(1, 'The file is too large for a taxonomy.');
    return parseTaxonomy(readFileSync(path, 'utf8'), problem);
  } catch (error) {
    return problem(1, error instanceof Error ? error.message : String(error));
  }
}

function parseTaxonomy<Problem>(text: string, problem: (line: number, message: string) => Problem) {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const [syntax] = document.errors;
  if (syntax) return problem(syntax.linePos?.[0].line ?? 1, syntax.message.split('\n')[0] ?? 'not YAML');
  // T37: a few aliases are fine, a bomb of them is not.
  const parsed = taxonomySchema.safeParse(document.toJS({ maxAliasCount: 100 }));
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const path = issue?.path ?? [];
    return problem(lineOf(document, lines, path), `${path.join('.') || 'The file'}: ${issue?.message ?? 'invalid'}`);
  }
  const levels = parsed.data.levels.map((level) => level.id);
  const repeated = levels.findIndex((id, index) => levels.indexOf(id) !== index);
  if (repeated !== -1)
    return problem(lineOf(document, lines, ['levels', repeated]), `The level ${levels[repeated]} is there twice.`);
  return { taxonomy: parsed.data };
}

/** The line of the value at `path`, or of the nearest part of it that is there. */
function lineOf(document: ReturnType<typeof parseDocument>, lines: LineCounter, path: readonly PropertyKey[]): number {
  for (let length = path.length; length >= 0; length -= 1) {
    const node = document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
  }
  return 1;
}
