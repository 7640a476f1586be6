import { Button, ErrorNote } from '../../components/index.ts';
import { useStore } from '../../store/index.ts';
import type { Restored } from './use-kept-text.ts';

interface Props {
  readonly restored: Restored | undefined;
  readonly onForget: () => void;
}

/** What one has to know of the file before one goes on typing. */
export function FileNotes({ restored, onForget }: Props) {
  const problem = useStore((state) => state.runbookEditor?.problem);
  const newer = useStore((state) => state.runbookEditor?.newer !== undefined);
  const encoding = useStore((state) => state.runbookEditor?.source?.encoding ?? 'UTF-8');
  const locked = useStore((state) => state.runbookEditor?.source?.writable === false);
  const settleRunbookText = useStore((state) => state.settleRunbookText);
  return (
    <>
      {problem && problem.code !== 'changed-outside' && <ErrorNote message={problem.message} action={problem.action} />}
      {newer && (
        <ErrorNote
          tone="warning"
          message="The file was changed elsewhere while you were typing; “Changed file”, at the right, shows it."
          action="Nothing of yours is lost, and nothing of theirs until you save your text over it."
        >
          <Button onClick={() => settleRunbookText('theirs')}>Reload</Button>
          <Button onClick={() => settleRunbookText('mine')}>Keep mine</Button>
        </ErrorNote>
      )}
      {restored && (
        <ErrorNote
          tone="warning"
          message={
            restored === 'same file'
              ? 'What you had typed here and not saved is back.'
              : 'What you had typed here and not saved is back; the file was changed since, and saving puts your text over it.'
          }
        >
          <Button onClick={onForget}>Drop it</Button>
        </ErrorNote>
      )}
      {locked && (
        <p className="text-small text-ink-2">
          This file cannot be written: what you change is saved as a copy in the folder of your team.
        </p>
      )}
      {encoding !== 'UTF-8' && !locked && (
        <p className="text-small text-ink-2">
          The file was read as {encoding}; saving makes it UTF-8. Look for characters that are wrong.
        </p>
      )}
    </>
  );
}
