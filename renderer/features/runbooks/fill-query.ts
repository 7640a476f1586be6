import type { Runbook } from '#shared/domain/runbook.ts';
import type { ParameterValues } from './parameters.ts';
import { commandPieces } from './steps.ts';

/** A query with the known values put in, as PromQL's strings want them; and the parameters that have none yet. */
export function fillQuery(
  text: string,
  runbook: Runbook,
  values: ParameterValues,
): { readonly expr: string; readonly missing: readonly string[] } {
  const pieces = commandPieces(
    text.trim(),
    runbook.parameters.map(({ name }) => name),
  );
  const missing = new Set<string>();
  const expr = pieces.map(({ text: written, parameter }) => {
    if (parameter === undefined) return written;
    const value = values[parameter];
    if (value) return value.replace(/[\\"]/g, '\\$&').replaceAll('\n', '\\n');
    missing.add(parameter);
    return written;
  });
  return { expr: expr.join(''), missing: [...missing] };
}
