const REDACTED = '[redacted]';

/** Names under which people keep secrets. `pwd` is not one of them: it is the working directory. */
const secretName =
  '(?:passw(?:or)?d|passphrase|secret|token|api[_-]?key|access[_-]?key|private[_-]?key|credentials?|unseal)';
/**
 * A quoted or a bare value; a reference to a variable or a substitution gives nothing away and stays. A quote that is
 * not closed, or closed on another line, goes to the end of the line.
 */
const value = `(?!\\$[\\w{(]|"\\$[\\w{(]|\\[redacted)(?:"(?:[^"\\\\\\n]|\\\\.)*["\\\\]?|'[^'\\n]*'?|[^\\s,;&|"'})]+)`;

interface RedactionRule {
  readonly pattern: RegExp;
  /** Found quickly, and in every text in which the pattern is: terminals ask about each megabyte they print. */
  readonly hint?: RegExp;
  readonly replacement: string;
}

/** The bounds in the patterns keep the time linear in the text, whatever is in it. */
const rules: readonly RedactionRule[] = [
  {
    pattern:
      /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----[\s\S]*?(?:-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----|$)/g,
    replacement: '[redacted private key]',
  },
  // An excerpt may begin in the middle of a key.
  {
    pattern: /^[\w+/=\s]*-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----/,
    replacement: '[redacted private key]',
  },
  { pattern: /\b((?:bearer|basic)\s{1,4})[\w.~+/=-]{8,}/gi, replacement: `$1${REDACTED}` },
  { pattern: /(\w:\/\/[^\s:/@"']{0,100}:)[^\s/@"']{1,500}@/g, hint: /:\/\//, replacement: `$1${REDACTED}@` },
  {
    pattern: new RegExp(`(\\b[\\w.-]{0,64}${secretName}[\\w.-]{0,64}["']?\\s{0,4}[=:]\\s{0,4})${value}`, 'gi'),
    hint: new RegExp(secretName, 'i'),
    replacement: `$1${REDACTED}`,
  },
  {
    pattern: new RegExp(`(\\s--?[\\w-]{0,64}${secretName}[\\w-]{0,64}[ \\t]{1,4})(?!-)${value}`, 'gi'),
    replacement: `$1${REDACTED}`,
  },
  { pattern: /(\s(?:-u|--user|--proxy-user)[ \t=]{1,4}["']?[^\s:"']{1,100}:)[^\s"']+/g, replacement: `$1${REDACTED}` },
  {
    pattern: /(\b(?:mysql|mysqldump|mariadb|mysqladmin)\b[^\n|;&]{0,200}\s-p)(?!\$)[^\s-]\S*/g,
    replacement: `$1${REDACTED}`,
  },
  { pattern: /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/g, replacement: REDACTED },
  {
    pattern:
      /\b(?:gh[pousr]_\w{20,255}|github_pat_\w{20,255}|glpat-[\w-]{16,255}|xox[abeprs]-[\w-]{10,255}|hv[sb]\.\w{20,255})/g,
    replacement: REDACTED,
  },
  { pattern: /\beyJ[\w-]{10,4000}\.eyJ[\w-]{10,4000}\.[\w-]{10,4000}/g, replacement: REDACTED },
];

/**
 * Replaces what is plainly a secret, by its name or by its form, before a text is recorded. It finds the obvious ones
 * and promises no more. Redacting twice is the same as redacting once.
 */
export function redact(text: string): string {
  return rules.reduce(
    (redacted, { pattern, hint, replacement }) =>
      hint === undefined || hint.test(redacted) ? redacted.replace(pattern, replacement) : redacted,
    text,
  );
}
