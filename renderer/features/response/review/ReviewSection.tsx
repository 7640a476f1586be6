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
      status={<Progress label="Sections written" done={countWritten(review)} total={reviewSections.length} />}
    >
      <ReviewState incident={incident} taxonomy={taxonomy} />
      <dl>
        {reviewSections.map((section) => (
          <ReviewRow key={section} incidentId={incident.id} section={section} saved={review.sections[section]} />
        ))}
      </dl>
    </PanelGroup>
  );
}

function ReviewState({ incident, taxonomy }: ResponseProps) {
  const change = useStore((state) => state.change);
  const { busy, problem, attempt } = useAttempt();
  const { status } = incident.review;
  return (
    <div className="flex flex-col gap-2 border-b border-line px-4 pb-2.5">
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <Menu
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
        <ReviewDue incident={incident} taxonomy={taxonomy} />
      </div>
      {problem && <ErrorNote plain message={problem.message} action={problem.action} />}
    </div>
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
  return due.map(({ id, ...words }) => <DueNote key={id} {...words} />);
}
