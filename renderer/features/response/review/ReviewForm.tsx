import { Eye, PencilLine } from 'lucide-react';
import { useState } from 'react';
import type { ReviewSection } from '#shared/domain/events/index.ts';
import type { ReviewText } from '#shared/domain/incident.ts';
import { Button, ErrorNote, InlineForm, TextArea } from '../../../components/index.ts';
import { useStore } from '../../../store/index.ts';
import { MarkdownText } from '../MarkdownText.tsx';
import { isOvertaken } from './review-draft.ts';
import { sectionHints } from './review-words.ts';
import type { useReviewDraft } from './use-review-draft.ts';

interface Props {
  readonly section: ReviewSection;
  readonly saved: ReviewText | undefined;
  readonly drafting: ReturnType<typeof useReviewDraft>;
  readonly onClose: () => void;
}

/** Writes one section in Markdown. Leaving keeps what was typed; only saving puts it on the record. */
export function ReviewForm({ section, saved, drafting, onClose }: Props) {
  const change = useStore((state) => state.change);
  const [reading, setReading] = useState(false);
  const { draft, write, discard } = drafting;
  const text = draft?.text ?? saved?.text ?? '';
  const submit = () => {
    const answer = change('writeReviewSection', { section, text });
    void answer.then((written) => {
      if (written.ok || written.error.code === 'no-change') discard();
    });
    return answer;
  };
  return (
    <InlineForm
      label={section}
      submit={submit}
      onClose={onClose}
      shortcut="Mod+Enter"
      leave="Close"
      others={() => (
        <>
          <Button icon={reading ? PencilLine : Eye} aria-pressed={reading} onClick={() => setReading(!reading)}>
            {reading ? 'Write' : 'Preview'}
          </Button>
          {draft && (
            <Button look="quiet" onClick={discard}>
              Discard what is not saved
            </Button>
          )}
        </>
      )}
    >
      {reading ? (
        <div className="min-h-28 rounded-md border border-line px-3 py-2.5">
          {text.trim() === '' ? (
            <p className="text-ink-3">Nothing to read yet.</p>
          ) : (
            <MarkdownText>{text}</MarkdownText>
          )}
        </div>
      ) : (
        <TextArea
          label={section}
          hideLabel
          autoFocus
          rows={8}
          maxLength={100_000}
          hint={draft ? 'Not saved yet. It is kept here while this window is open.' : sectionHints[section]}
          value={text}
          onChange={(event) => write(event.target.value)}
        />
      )}
      {draft && isOvertaken(draft, saved) && (
        <ErrorNote
          plain
          tone="warning"
          message={`${saved?.by} wrote this section while you were at it.`}
          action="Saving puts your text in its place; theirs stays on the timeline."
        />
      )}
    </InlineForm>
  );
}
