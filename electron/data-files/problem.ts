/** What is wrong in a file that a person wrote. */
export interface DataProblem {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** What is wrong there and what would be right, for a person. */
  readonly message: string;
}

export type FileResult<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly problems: readonly DataProblem[] };

/** "ours.yaml:7: levels.0.meaning is missing" as compilers print it, so that editors can jump there. */
export function formatProblem({ file, line, message }: DataProblem): string {
  return `${file}:${line}: ${message}`;
}

/** A file with one problem. */
export function refuse(file: string, line: number, message: string): FileResult<never> {
  return { ok: false, problems: [{ file, line, message }] };
}
