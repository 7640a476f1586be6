/** What matching reads of a runbook; the library's summaries have all of it. */
export interface MatchableRunbook {
  readonly id: string;
  readonly title: string;
  readonly path: string;
  readonly origin: 'shipped' | 'team' | 'folder';
  /** Alerts that its front matter names. */
  readonly alerts: readonly string[];
  /** Names in backticks of its text. */
  readonly mentions: readonly string[];
  readonly isIndex: boolean;
}

export interface MatchableAlert {
  readonly name: string;
  readonly annotations: Readonly<Record<string, string>>;
}

/** Why a runbook is proposed, the strongest reason first. */
export type MatchReason = 'front matter' | 'annotation' | 'text';

export interface RunbookMatch<Found extends MatchableRunbook> {
  readonly runbook: Found;
  /** At least one, the strongest first. */
  readonly reasons: readonly MatchReason[];
}

const strength: readonly MatchReason[] = ['text', 'annotation', 'front matter'];
const ANNOTATIONS = new Set(['runbook_url', 'runbook']);

/**
 * The runbooks that name an alert, or that the alert names in its `runbook_url` or `runbook` annotation: the surest
 * first, each once. Among equals the team's own stand before the shipped ones.
 */
export function matchRunbooks<Found extends MatchableRunbook>(
  alert: MatchableAlert,
  runbooks: readonly Found[],
): RunbookMatch<Found>[] {
  const references = Object.entries(alert.annotations)
    .filter(([name]) => ANNOTATIONS.has(name.toLowerCase()))
    .map(([, value]) => readReference(value));
  const matches = [...new Map(runbooks.map((runbook) => [runbook.id, runbook])).values()].flatMap((runbook) => {
    const fit = Math.max(0, ...references.map((reference) => fitOf(reference, runbook)));
    const reasons = reasonsOf(alert.name, runbook, fit);
    return reasons.length === 0 ? [] : [{ runbook, reasons, fit }];
  });
  return matches
    .sort(
      (a, b) =>
        rankOf(b.reasons) - rankOf(a.reasons) ||
        b.reasons.length - a.reasons.length ||
        b.fit - a.fit ||
        Number(a.runbook.origin === 'shipped') - Number(b.runbook.origin === 'shipped') ||
        a.runbook.title.localeCompare(b.runbook.title, 'en') ||
        (a.runbook.id < b.runbook.id ? -1 : 1),
    )
    .map(({ runbook, reasons }) => ({ runbook, reasons }));
}

/** The reason in words, to stand beside the proposed runbook. */
export function describeReason(reason: MatchReason, alertName: string): string {
  switch (reason) {
    case 'front matter':
      return `It is written for ${alertName}.`;
    case 'annotation':
      return `The alert's own runbook link leads to it.`;
    case 'text':
      return `Its text mentions ${alertName}.`;
  }
}

function reasonsOf(alertName: string, runbook: MatchableRunbook, fit: number): MatchReason[] {
  const name = alertName.trim().toLowerCase();
  const names = (given: readonly string[]) => name !== '' && given.some((one) => one.trim().toLowerCase() === name);
  const reasons: MatchReason[] = [];
  if (names(runbook.alerts)) reasons.push('front matter');
  if (fit > 0) reasons.push('annotation');
  // An index mentions alerts to lead on to the runbooks that answer them.
  if (names(runbook.mentions) && !runbook.isIndex) reasons.push('text');
  return reasons;
}

function rankOf(reasons: readonly MatchReason[]): number {
  return Math.max(...reasons.map((reason) => strength.indexOf(reason)));
}

/** An annotation's value: as a whole, and the parts of its path as plain words, the last one first. */
interface Reference {
  readonly whole: string;
  readonly parts: readonly string[];
}

function readReference(value: string): Reference {
  const path = value
    .trim()
    .replace(/^https?:\/\/[^/?#]*/i, '')
    .replace(/[?#].*$/s, '');
  return { whole: plainWords(value), parts: partsOf(path) };
}

/** 0: it leads elsewhere; else how many parts of the path agree, and 1 for a title. */
function fitOf({ whole, parts }: Reference, { path, title }: MatchableRunbook): number {
  const own = partsOf(path);
  const [last] = parts;
  if (last === undefined) return 0;
  let equal = 0;
  while (equal < parts.length && parts[equal] === own[equal]) equal += 1;
  if (equal > 0) return equal;
  const heading = plainWords(title);
  return heading !== '' && (heading === last || heading === whole) ? 1 : 0;
}

function partsOf(path: string): string[] {
  return path
    .split(/[\\/]/)
    .map((part) => plainWords(decode(part).replace(/\.(md|markdown|html?)$/i, '')))
    .filter((part) => part !== '')
    .reverse();
}

/** `High_Error Rate!` and `high-error-rate` are the same words. */
function plainWords(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '');
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
