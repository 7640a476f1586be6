/**
 * Expected failures are values, never exceptions: a caller has to look at `ok` before it can reach the value.
 */
export interface Problem<Code extends string = string> {
  /** One of a closed set per operation; programs branch on this. */
  readonly code: Code;
  /** What failed and what it means, one line, for a person. */
  readonly message: string;
  /** What the person can do about it, one line. Empty when nothing can be done. */
  readonly action: string;
}

export type Outcome<Value, Code extends string = string> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly error: Problem<Code> };

/** Wraps a value as a success. */
export function succeed<Value>(value: Value): { readonly ok: true; readonly value: Value } {
  return { ok: true, value };
}

/** Wraps a code, its explanation and its remedy as an expected failure. */
export function fail<Code extends string>(
  code: Code,
  message: string,
  action = '',
): { readonly ok: false; readonly error: Problem<Code> } {
  return { ok: false, error: { code, message, action } };
}
