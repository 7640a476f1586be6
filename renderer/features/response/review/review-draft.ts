import { z } from 'zod';
import type { ReviewText } from '#shared/domain/incident.ts';

const draftSchema = z.object({
  text: z.string(),
  /** When the text was written that it began from, UTC ms; null where there was none. */
  basis: z.number().nullable(),
});

/** A section's text that is not saved yet. */
export type ReviewDraft = z.infer<typeof draftSchema>;

/** A kept draft; undefined where there is none, or where it says what is saved. */
export function parseReviewDraft(kept: string, saved: ReviewText | undefined): ReviewDraft | undefined {
  if (kept === '') return undefined;
  try {
    const parsed = draftSchema.safeParse(JSON.parse(kept));
    return parsed.success && parsed.data.text !== (saved?.text ?? '') ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}

/** Somebody wrote the section after the draft was begun: saving it would put their text aside. */
export function isOvertaken({ basis }: ReviewDraft, saved: ReviewText | undefined): boolean {
  return saved !== undefined && saved.at !== basis;
}
