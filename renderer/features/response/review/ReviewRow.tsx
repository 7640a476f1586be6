import type { ReviewSection } from '#shared/domain/events/index.ts';
import type { ReviewText } from '#shared/domain/incident.ts';
import { capitalize } from '#shared/domain/words.ts';
import { Badge, EditRow } from '../../../components/index.ts';
import { MarkdownText } from '../MarkdownText.tsx';
import { When } from '../When.tsx';
import { ReviewForm } from './ReviewForm.tsx';
import { isFilled } from './review-words.ts';
import { useReviewDraft } from './use-review-draft.ts';

interface Props {
  readonly incidentId: string;
  readonly section: ReviewSection;
  readonly saved: ReviewText | undefined;
}

/** One section: how it begins, who wrote it last and when, and whether something waits to be saved. */
export function ReviewRow({ incidentId, section, saved }: Props) {
  const drafting = useReviewDraft(incidentId, section, saved);
  return (
    <EditRow
      label={capitalize(section)}
      edit={`Write: ${section}`}
      actions={drafting.draft && <Badge tone="warning">not saved</Badge>}
      note={
        saved && (
          <>
            {saved.by} · <When at={saved.at} />
          </>
        )
      }
      form={(close) => <ReviewForm section={section} saved={saved} drafting={drafting} onClose={close} />}
    >
      {saved && isFilled(saved.text) ? (
        <div className="line-clamp-4">
          <MarkdownText>{saved.text}</MarkdownText>
        </div>
      ) : (
        <span className="text-ink-3">empty</span>
      )}
    </EditRow>
  );
}
