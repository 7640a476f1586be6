import { useState } from 'react';
import type { ReviewSection } from '#shared/domain/events/index.ts';
import type { ReviewText } from '#shared/domain/incident.ts';
import { keepDraft, readDraft } from '../../../components/index.ts';
import { parseReviewDraft, type ReviewDraft } from './review-draft.ts';

/** What is written for a section and not saved; it survives closing the form, the panel, and a reload of the page. */
export function useReviewDraft(incidentId: string, section: ReviewSection, saved: ReviewText | undefined) {
  const name = `review ${incidentId} ${section}`;
  const [draft, setDraft] = useState(() => parseReviewDraft(readDraft(sessionStorage, name), saved));
  const put = (next: ReviewDraft | undefined) => {
    setDraft(next);
    keepDraft(sessionStorage, name, next ? JSON.stringify(next) : '');
  };
  return {
    draft,
    write(text: string) {
      if (text === (saved?.text ?? '')) put(undefined);
      else put({ text, basis: draft ? draft.basis : (saved?.at ?? null) });
    },
    discard: () => put(undefined),
  };
}
