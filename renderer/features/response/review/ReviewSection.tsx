import { ChevronDown } from 'lucide-react';
import { useMemo } from 'react';
import { clocksOf } from '#shared/domain/clocks.ts';
import type { ReviewStatus } from '#shared/domain/events/index.ts';
import { capitalize } from '#shared/domain/words.ts';
import {
  Button,
  ErrorNote,
  Menu,
  MenuChoice,
  PanelGroup,
  Progress,
  useAttempt,
  useNow,
} from '../../../components/index.ts';
import { useStore, useZonedTime } from '../../../store/index.ts';
import { UpdateRunbooks } from '../../runbook-editor/index.ts';
import { DueNote } from '../DueNote.tsx';
import type { ResponseProps } from '../section-props.ts';
import { dueOf } from '../updates/update-due.ts';
import { ReviewRow } from './ReviewRow.tsx';
import { countWritten, reviewSections, reviewStatuses, statusHints } from './review-words.ts';

/** What people have to say about it afterwards, section by section. Each save is kept; an export overwrites none. */
export function ReviewSection({ incident, taxonomy }: ResponseProps) {
  const { review } = incident;
  return (
    <PanelGroup
      title="Review"
      status={
        <span className="flex items-center gap-3 pr-2">
          <Progress label="Sections written" done={countWritten(review)} total={reviewSections.length} />
          <StatusMenu status={review.status} />
        </span>
      }
    >
      <ReviewDue incident={incident} taxonomy={taxonomy} />
      <UpdateRunbooks incident={incident} />
      <dl className="border-t border-line">
        {reviewSections.map((section) => (
          <ReviewRow key={section} incidentId={incident.id} section={section} saved={review.sections[section]} />
        ))}
      </dl>
    </PanelGroup>
  );
}

/** Where the review stands; what was refused is said beside it. */
function StatusMenu({ status }: { readonly status: ReviewStatus }) {
  const change = useStore((state) => state.change);
  const { busy, problem, attempt } = useAttempt();
  return (
    <>
      {problem && <ErrorNote plain message={problem.message} action={problem.action} />}
      <Menu
        align="end"
        trigger={
          <Button busy={busy} aria-label={`Status of the review: ${status}`}>
            {capitalize(status)}
            <ChevronDown aria-hidden className="size-3.5" strokeWidth={2} />
          </Button>
        }
      >
        <MenuChoice<ReviewStatus>
          value={status}
          onChange={(to) => void attempt(change('changeReviewStatus', { to }))}
          options={reviewStatuses.map((value) => ({ value, label: capitalize(value), hint: statusHints[value] }))}
        />
      </Menu>
    </>
  );
}

/** The reviews that the severity asks for, and by when. */
function ReviewDue({ incident, taxonomy }: ResponseProps) {
  const now = useNow();
  const time = useZonedTime();
  const due = useMemo(
    () =>
      clocksOf(incident, taxonomy, now).flatMap((clock) => {
        const words = clock.kind === 'review' && dueOf(clock, (at) => `${time.day(at)} ${time.minutes(at)}`);
        return words ? [{ id: clock.id, words: `${capitalize(clock.label)} ${words.words}`, look: words.look }] : [];
      }),
    [incident, taxonomy, now, time],
  );
  if (due.length === 0) return null;
  return (
    <p className="flex flex-wrap gap-1.5 px-4 pb-2">
      {due.map(({ id, ...words }) => (
        <DueNote key={id} {...words} />
      ))}
    </p>
  );
}
