import { ValidationError } from '@orpc/contract';

/**
 * One bug in words that may be printed: the kind of error, where it was thrown and, for an answer that broke the
 * contract, which fields. Messages and values stay out, because they can hold what a person typed (docs/SPEC.md, T41).
 */
export function describeBug(procedure: string, error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof ValidationError ? error.cause : undefined;
  if (cause) {
    const fields = cause.issues.map((issue) => (issue.path ?? []).map(pathSegment).join('.') || '(the whole answer)');
    return `bug: ${procedure} answered against the contract in ${fields.join(', ')}`;
  }
  if (!(error instanceof Error)) return `bug: ${procedure} threw ${typeof error}`;
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return [`bug: ${procedure} threw ${error.name}`, ...frames.slice(0, 8)].join('\n');
}

function pathSegment(segment: PropertyKey | { readonly key: PropertyKey }): string {
  return String(typeof segment === 'object' ? segment.key : segment);
}
