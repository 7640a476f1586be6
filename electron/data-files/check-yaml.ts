import { type Document, isMap, isNode, isScalar, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import { explainIssue, explainUnknownKey } from './explain-issue.ts';
import type { DataProblem, FileResult } from './problem.ts';

/** More would not be read by anybody; the next check shows the rest. */
const MOST_PROBLEMS = 20;
/** T37: a few aliases are fine, a bomb of them is not. */
const MOST_ALIASES = 100;

export interface YamlSource {
  readonly file: string;
  readonly text: string;
  /** The number of the text's first line in its file. Default: 1. */
  readonly firstLine?: number;
}

/** Reads YAML as data and checks it. Every problem is listed with its line; nothing in the text is ever evaluated. */
export function checkYaml<Schema extends z.ZodType>(source: YamlSource, schema: Schema): FileResult<z.output<Schema>> {
  const lines = new LineCounter();
  const lineAt = (offset: number) => lines.linePos(offset).line + (source.firstLine ?? 1) - 1;
  const refused = (problems: readonly { readonly line: number; readonly message: string }[]) => ({
    ok: false as const,
    problems: problems.map((problem): DataProblem => ({ file: source.file, ...problem })).slice(0, MOST_PROBLEMS),
  });
  try {
    const document = parseDocument(source.text, { lineCounter: lines, prettyErrors: false });
    if (document.errors.length > 0) {
      const syntax = document.errors.map(({ pos, code, message }) => ({
        line: lineAt(pos[0]),
        message: code === 'DUPLICATE_KEY' ? 'This key is there twice; keep one of them.' : `Not YAML: ${message}.`,
      }));
      return refused(inOrder(syntax));
    }
    const checked = schema.safeParse(document.toJS({ maxAliasCount: MOST_ALIASES }), { error: explainIssue });
    if (checked.success) return { ok: true, value: checked.data };
    const problems = checked.error.issues.flatMap((issue) => {
      if (issue.code !== 'unrecognized_keys') {
        return [{ line: lineAt(offsetOf(document, issue.path)), message: `${name(issue.path)} ${issue.message}.` }];
      }
      return issue.keys.map((key) => ({
        line: lineAt(offsetOfKey(document, issue.path, key)),
        message: `${name([...issue.path, key])} ${explainUnknownKey(key, schema, issue.path)}.`,
      }));
    });
    return refused(inOrder(problems).map(({ line, message }) => ({ line, message: message.replace(/\?\.$/, '?') })));
  } catch (error) {
    return refused([{ line: source.firstLine ?? 1, message: describe(error) }]);
  }
}

function inOrder<Problem extends { readonly line: number }>(problems: readonly Problem[]): readonly Problem[] {
  return [...problems].sort((a, b) => a.line - b.line);
}

function name(path: readonly PropertyKey[]): string {
  return path.length === 0 ? 'The file' : path.map(String).join('.');
}

/** Where the value at `path` begins, or the nearest part of the path that is there. */
function offsetOf(document: Document, path: readonly PropertyKey[]): number {
  for (let length = path.length; length > 0; length -= 1) {
    const node = document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return document.contents?.range?.[0] ?? 0;
}

function offsetOfKey(document: Document, path: readonly PropertyKey[], key: string): number {
  const parent = path.length === 0 ? document.contents : document.getIn(path, true);
  const pair = isMap(parent)
    ? parent.items.find((item) => isScalar(item.key) && String(item.key.value) === key)
    : undefined;
  return isNode(pair?.key) && pair.key.range ? pair.key.range[0] : offsetOf(document, path);
}

function describe(error: unknown): string {
  if (error instanceof RangeError) return 'The file is nested too deeply.';
  const message = error instanceof Error ? error.message : String(error);
  if (/alias/i.test(message)) return `The file repeats too much through aliases; at most ${MOST_ALIASES} are followed.`;
  return `Not YAML: ${message}.`;
}
