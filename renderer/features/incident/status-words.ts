import type { Status } from '#shared/domain/events/index.ts';

/** "Investigating". */
export function statusWord(status: Status): string {
  return status.charAt(0).toUpperCase() + status.slice(1);
}

/** What each status says about the work, for the menu. */
export const statusHints: Readonly<Record<Status, string>> = {
  detected: 'Somebody or something noticed it',
  investigating: 'Looking for what is wrong',
  identified: 'The cause is known',
  mitigating: 'The fix is under way',
  monitoring: 'Fixed as far as one sees; watching',
  resolved: 'Over. Clocks stop',
  closed: 'Reviewed and done with',
};
