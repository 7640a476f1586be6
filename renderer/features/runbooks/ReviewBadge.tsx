import type { RunbookSummary } from '#shared/contract/index.ts';
import { Badge } from '../../components/index.ts';

const words = { due: 'review due', overdue: 'review overdue', 'never reviewed': 'never reviewed' } as const;

/** Says when nobody can rely on a runbook as it stands; nothing while its review is current. */
export function ReviewBadge({ runbook }: { readonly runbook: RunbookSummary }) {
  const { state, dueOn } = runbook.review;
  if (state === 'current') return null;
  const title =
    dueOn === undefined ? 'It says no date of a review' : `Last reviewed ${runbook.lastReviewed}, due ${dueOn}`;
  return (
    <Badge tone={state === 'overdue' ? 'warning' : 'neutral'} shrink title={title}>
      {words[state]}
    </Badge>
  );
}
