import { assertNever } from './assert-never.ts';
import type { Status, UpdateAudience } from './events/index.ts';

/** The words that customers and status pages know. */
export const publicStatusNames = ['Investigating', 'Identified', 'Monitoring', 'Resolved'] as const;
export type PublicStatusName = (typeof publicStatusNames)[number];

/** The words of updates inside the company. */
export const internalStatusNames = ['Investigating', 'Identified', 'Mitigating', 'Resolved'] as const;
export type InternalStatusName = (typeof internalStatusNames)[number];

export type DocumentStatus = 'ONGOING' | 'MITIGATED' | 'RESOLVED';

/** What a reader outside is told of a status. What is being mitigated is identified, until it can be watched. */
export function publicStatusName(status: Status): PublicStatusName {
  switch (status) {
    case 'detected':
    case 'investigating':
      return 'Investigating';
    case 'identified':
    case 'mitigating':
      return 'Identified';
    case 'monitoring':
      return 'Monitoring';
    case 'resolved':
    case 'closed':
      return 'Resolved';
    default:
      return assertNever(status);
  }
}

/** What a reader inside is told of a status. What is only watched is not resolved yet. */
export function internalStatusName(status: Status): InternalStatusName {
  switch (status) {
    case 'detected':
    case 'investigating':
      return 'Investigating';
    case 'identified':
      return 'Identified';
    case 'mitigating':
    case 'monitoring':
      return 'Mitigating';
    case 'resolved':
    case 'closed':
      return 'Resolved';
    default:
      return assertNever(status);
  }
}

/** The word at the head of a document: ongoing until monitoring. */
export function documentStatus(status: Status): DocumentStatus {
  if (status === 'resolved' || status === 'closed') return 'RESOLVED';
  return status === 'monitoring' ? 'MITIGATED' : 'ONGOING';
}

/** The words that an audience reads; a status page and customers share theirs. */
export function statusNamesFor(audience: UpdateAudience): readonly string[] {
  return audience === 'internal' ? internalStatusNames : publicStatusNames;
}

/** The word for a status that an audience reads. */
export function statusNameFor(audience: UpdateAudience, status: Status): string {
  return audience === 'internal' ? internalStatusName(status) : publicStatusName(status);
}
