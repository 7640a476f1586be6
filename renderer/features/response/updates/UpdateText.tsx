import { PencilLine, RotateCcw, TriangleAlert } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { Button, fieldLook, Skeleton } from '../../../components/index.ts';
import { MarkdownText } from '../MarkdownText.tsx';

interface Props {
  readonly text: string;
  /** It was edited by hand, and follows the template no more. */
  readonly edited: boolean;
  readonly loading: boolean;
  readonly warnings: readonly string[];
  /** Its readers are not of the company. */
  readonly outside: boolean;
  readonly onEdit: (text: string) => void;
  readonly onFollow: () => void;
}

/** The text that goes out, as its readers see it, and as it can be edited. */
export function UpdateText({ text, edited, loading, warnings, outside, onEdit, onFollow }: Props) {
  const area = useRef<HTMLTextAreaElement>(null);
  const wasEdited = useRef(edited);
  useEffect(() => {
    if (edited && !wasEdited.current) area.current?.focus();
    wasEdited.current = edited;
  }, [edited]);
  const notes = edited && outside ? ['Edited by hand: look for names, places and commands yourself.'] : warnings;
  return (
    <section aria-label="Text of the update">
      <div className="mb-1 flex min-h-7 items-center">
        <h4 className="flex-1 text-small font-medium text-ink-2">{edited ? 'Text, edited by hand' : 'Text'}</h4>
        {edited ? (
          <Button look="quiet" icon={RotateCcw} onClick={onFollow}>
            Use the template again
          </Button>
        ) : (
          <Button look="quiet" icon={PencilLine} disabled={loading} onClick={() => onEdit(text)}>
            Edit the text
          </Button>
        )}
      </div>
      {edited && (
        <textarea
          ref={area}
          aria-label="Text of the update"
          rows={10}
          maxLength={100_000}
          value={text}
          onChange={(event) => onEdit(event.target.value)}
          className={`${fieldLook} mb-2 block resize-y py-1.5`}
        />
      )}
      {loading ? (
        <Skeleton className="h-24" />
      ) : (
        <div className="rounded-md border border-line bg-raised px-3 py-2.5">
          <MarkdownText>{text}</MarkdownText>
        </div>
      )}
      {notes.length > 0 && (
        <ul className="mt-1.5 flex flex-col gap-0.5 text-small text-warn">
          {notes.map((note) => (
            <li key={note} className="flex gap-1.5">
              <TriangleAlert aria-hidden className="mt-px size-3.5 shrink-0" strokeWidth={2} />
              <span className="wrap-anywhere">{note}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
