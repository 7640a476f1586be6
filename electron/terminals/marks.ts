/** What a shell says about itself in the byte stream, by OSC 633 (ours) or OSC 133 (others'). */
export type Mark =
  | { readonly kind: 'promptStart' }
  | { readonly kind: 'promptEnd' }
  | { readonly kind: 'continuationEnd' }
  /** `repeat`: it may be an older command, see `bash.bash`. */
  | { readonly kind: 'commandLine'; readonly commandLine: string; readonly repeat: boolean }
  | { readonly kind: 'outputStart' }
  | { readonly kind: 'commandEnd'; readonly exitCode: number | undefined }
  | { readonly kind: 'cwd'; readonly cwd: string };

export interface ReceivedMark {
  readonly mark: Mark;
  /** It carried this session's nonce: our integration sent it, no program's output did. */
  readonly trusted: boolean;
}

/**
 * Reads the payload of an OSC 633 or 133 sequence, without its introducer and terminator: `633;D;1;<nonce>`.
 * Undefined for what neither of the two protocols knows. Format: VS Code's "shell integration" documentation for 633,
 * FinalTerm's for 133; ours adds the nonce to every mark but B and G.
 */
export function readMark(payload: string, nonce: string): ReceivedMark | undefined {
  const [protocol, letter, ...fields] = payload.split(';');
  const at = protocol === '633' ? (letter === 'E' || letter === 'D' || letter === 'P' ? 1 : 0) : Number.NaN;
  const trusted = nonce !== '' && fields[at] === nonce;
  const mark = readLetter(protocol === '633', letter, fields);
  return mark === undefined ? undefined : { mark, trusted };
}

function readLetter(ours: boolean, letter: string | undefined, fields: readonly string[]): Mark | undefined {
  switch (letter) {
    case 'A':
      return { kind: 'promptStart' };
    case 'B':
      return { kind: 'promptEnd' };
    case 'C':
      return { kind: 'outputStart' };
    case 'G':
      return ours ? { kind: 'continuationEnd' } : undefined;
    case 'D':
      return { kind: 'commandEnd', exitCode: readExitCode(fields[0]) };
    case 'E':
      return ours
        ? { kind: 'commandLine', commandLine: unescapeField(fields[0] ?? ''), repeat: fields[2] === 'repeat' }
        : undefined;
    case 'P':
      return ours && fields[0]?.startsWith('Cwd=')
        ? { kind: 'cwd', cwd: unescapeField(fields[0].slice('Cwd='.length)) }
        : undefined;
    default:
      return undefined;
  }
}

function readExitCode(field: string | undefined): number | undefined {
  return field !== undefined && /^-?\d{1,10}$/.test(field) ? Number(field) : undefined;
}

/** Undoes the shells' escaping: `\\` is a backslash, `\x3b` the character with that code. */
function unescapeField(field: string): string {
  return field.replace(/\\(\\|x([0-9a-fA-F]{2}))/g, (_, escaped: string, code: string | undefined) =>
    code === undefined ? escaped : String.fromCharCode(Number.parseInt(code, 16)),
  );
}
