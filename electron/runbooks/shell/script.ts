/**
 * What the parser, the risk rules and the quoting need to know of a shell script: plain data, so that they stay pure
 * and the WebAssembly parser is handed in as a function. Offsets are UTF-16 code units of the text that was parsed.
 */
export interface ShellScript {
  /** False when the parser met something that is not bash. What it could read is still listed. */
  readonly valid: boolean;
  readonly statements: readonly ShellStatement[];
  /** Comments between the statements, in order; those inside a statement belong to it. */
  readonly comments: readonly ShellSpan[];
  /** Where quoting differs from the outermost level; they nest. */
  readonly regions: readonly QuotedRegion[];
}

export interface ShellSpan {
  readonly start: number;
  readonly end: number;
}

/** One statement of the outermost level: a list, a pipeline, a loop, whole. A closing `&` belongs to it. */
export interface ShellStatement extends ShellSpan {
  /** Every simple command in it, in order of appearance: those in pipes, substitutions, loops and functions too. */
  readonly commands: readonly ShellCommand[];
  readonly pipelines: readonly (readonly ShellCommand[])[];
  /** Bodies of heredocs and here-strings. */
  readonly inputs: readonly string[];
  /** Files that it writes anew: what stands behind `>`, not behind `>>`. */
  readonly outputs: readonly ShellOutput[];
  /** Only simple commands joined by |, && and ||, without expansion, substitution, assignment or file redirect. */
  readonly plain: boolean;
}

export interface ShellOutput {
  /** The file as written, quotes resolved. */
  readonly destination: string;
  /** What writes into it; none in a bare `> file`. */
  readonly commands: readonly ShellCommand[];
}

export interface ShellCommand {
  /** The program first. Assignments before it and redirects are not among them. */
  readonly words: readonly ShellWord[];
}

export interface ShellWord {
  /** Quotes resolved; expansions stand as written. */
  readonly text: string;
  /** It holds an expansion or a substitution, so its text is not what the program will get. */
  readonly dynamic: boolean;
}

export type RegionKind =
  | 'single'
  | 'double'
  | 'ansi'
  | 'heredoc'
  | 'quoted heredoc'
  /** Inside `$( )` or `<( )` quoting starts afresh. */
  | 'fresh'
  /** Backticks, parameter expansions, arithmetic: nothing but plain words can be put in safely. */
  | 'opaque';

export interface QuotedRegion extends ShellSpan {
  readonly kind: RegionKind;
}

export type ParseShell = (script: string) => ShellScript;
