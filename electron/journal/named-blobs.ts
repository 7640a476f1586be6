/**
 * The evidence that a payload names. Every kind that keeps some names it in `blob`, a kind of a newer program too; an
 * event that was brought in from the desk carries the original's payload.
 */
export function namedBlobs(payload: unknown): readonly string[] {
  const own = member(payload, 'blob');
  const nested = member(member(member(payload, 'original'), 'payload'), 'blob');
  return [own, nested].filter((name) => typeof name === 'string');
}

function member(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
  return (value as Record<string, unknown>)[name];
}
