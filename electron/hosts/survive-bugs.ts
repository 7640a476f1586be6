import { describeBug } from '../rpc/describe-bug.ts';

/**
 * Keeps the program alive when something was thrown where nobody expected it: shells and records of an incident are
 * worth more than a clean end. Each is printed, without what might be in its message.
 */
export function surviveBugs(report: (line: string) => void): void {
  const survive = (error: unknown) => report(describeBug('the program', error));
  process.on('uncaughtException', survive);
  process.on('unhandledRejection', survive);
}
