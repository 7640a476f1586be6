import { Liquid, type LiquidError, type Template } from 'liquidjs';
import { nearest } from '#shared/domain/nearest.ts';
import { showInvisible } from '#shared/domain/visible-text.ts';

/** Tags that neither read files nor count between renders. */
const TAGS = ['#', 'assign', 'break', 'capture', 'case', 'comment', 'continue', 'echo', 'for', 'if', 'raw', 'unless'];
/** Filters that only shape words: no clock, no chance, and none that would print an unknown value as an empty one. */
const FILTERS = [
  'capitalize',
  'compact',
  'default',
  'downcase',
  'first',
  'join',
  'last',
  'map',
  'replace',
  'reverse',
  'size',
  'sort',
  'squish',
  'strip',
  'truncate',
  'uniq',
  'upcase',
  'where',
];
const LARGEST_TEMPLATE = 65_536;
const LONGEST_RENDER_MS = 500;
const MOST_MEMORY = 1_000_000;

/** Where a template is wrong; lines from 1, of the template's own text. */
export interface TemplateFault {
  readonly line: number;
  readonly message: string;
}

/** An engine that sees only what it is given: no files, no clock, no prototypes. What is unknown prints as `unknown`. */
export function createUpdateEngine(unknown: string): Liquid {
  const engine = new Liquid({
    ownPropertyOnly: true,
    strictFilters: true,
    templates: {},
    parseLimit: LARGEST_TEMPLATE,
    renderLimit: LONGEST_RENDER_MS,
    memoryLimit: MOST_MEMORY,
    outputEscape: (value) =>
      value === undefined || value === null || value === '' ? unknown : showInvisible(String(value)),
  });
  keepOnly(engine.tags, TAGS);
  keepOnly(engine.filters, FILTERS);
  return engine;
}

/**
 * Everything that can be known to be wrong before a template is rendered. `values` are the names that it may print,
 * `lists` those that it may go through.
 */
export function templateFaults(
  source: string,
  { values, lists }: { readonly values: readonly string[]; readonly lists: readonly string[] },
): readonly TemplateFault[] {
  const engine = createUpdateEngine('unknown');
  let parsed: Template[];
  try {
    parsed = engine.parse(source);
  } catch (error) {
    return [describeParseError(error)];
  }
  const { globals } = engine.analyzeSync(parsed, { partials: false });
  const known = [...values, ...lists];
  return Object.values(globals)
    .flat()
    .flatMap((variable) => {
      const steps = variable.toArray();
      const name = steps.map((step) => (Array.isArray(step) ? '[…]' : step)).join('.');
      if (values.includes(name) || lists.some((list) => name === list || name.startsWith(`${list}.`))) return [];
      return [{ line: variable.location.row, message: unknownName(name, known) }];
    });
}

function unknownName(name: string, known: readonly string[]): string {
  if (known.some((other) => other.startsWith(`${name}.`))) {
    return `${name} is a group; name one of its values, such as ${known.find((other) => other.startsWith(name))}.`;
  }
  const meant = nearest(name, known);
  if (meant !== undefined) return `${name} is not known here; did you mean ${meant}?`;
  const group = known.filter((other) => other.split('.', 1)[0] === name.split('.', 1)[0]);
  return `${name} is not known here; known are ${(group.length > 0 ? group : known).join(', ')}.`;
}

function describeParseError(error: unknown): TemplateFault {
  if (!isLiquidError(error)) return { line: 1, message: error instanceof Error ? error.message : String(error) };
  const [line = 1] = error.token.getPosition();
  const message = error.message.replace(/, line:\d+, col:\d+$/, '');
  const [, kind, name] = /^(undefined filter: |tag ")(\w+)/.exec(message) ?? [];
  if (kind === undefined || name === undefined || message.endsWith('not closed'))
    return { line, message: `${message}.` };
  const what = kind.startsWith('tag') ? 'tag' : 'filter';
  const known = what === 'tag' ? TAGS : FILTERS;
  return {
    line,
    message: `There is no ${what} ${name} here; known are ${known.filter((other) => other !== '#').join(', ')}.`,
  };
}

function isLiquidError(error: unknown): error is LiquidError {
  return error instanceof Error && 'token' in error;
}

function keepOnly(record: object, names: readonly string[]): void {
  for (const name of Object.keys(record)) {
    if (!names.includes(name)) Reflect.deleteProperty(record, name);
  }
}
