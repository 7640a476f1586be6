import type { RunbookStep } from '#shared/domain/runbook.ts';

/** What the info string of a fence says of its steps. */
export type StepAttributes = Pick<RunbookStep, 'name' | 'cwd' | 'interactive' | 'quickAction'>;

/** A longer info string is no list of attributes. */
const MAX_LENGTH = 10_000;

/**
 * The attributes of a fence as Runme writes them, ```` ```bash {"name":"check-pods"} ````, in its older form
 * `{ name=check-pods }` too. Those that are unknown here stay in the file and mean nothing.
 */
export function readAttributes(meta: string): StepAttributes {
  const written = /\{.*\}/s.exec(meta)?.[0];
  if (written === undefined || written.length > MAX_LENGTH) return {};
  const values = readJson(written) ?? readPairs(written);
  const text = (key: string) => {
    const value = values.get(key);
    return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
  };
  const [name, cwd, quickAction] = [text('name'), text('cwd'), text('quickAction')];
  const interactive = new Map([
    ['true', true],
    ['false', false],
  ]).get(String(values.get('interactive')));
  return {
    ...(name === undefined ? {} : { name }),
    ...(cwd === undefined ? {} : { cwd }),
    ...(interactive === undefined ? {} : { interactive }),
    ...(quickAction === undefined ? {} : { quickAction }),
  };
}

function readJson(written: string): ReadonlyMap<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(written);
    return typeof value === 'object' && value !== null ? new Map(Object.entries(value)) : undefined;
  } catch {
    // `{.bash}` and other dialects.
    return undefined;
  }
}

function readPairs(written: string): ReadonlyMap<string, unknown> {
  const pairs = written.matchAll(/([\w-]+)=(?:"([^"]*)"|'([^']*)'|([^\s,}]+))/g);
  return new Map([...pairs].map(([, key = '', double, single, bare]) => [key, double ?? single ?? bare]));
}
