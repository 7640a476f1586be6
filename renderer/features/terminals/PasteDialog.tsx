import { plural } from '#shared/domain/plural.ts';
import { Button, Dialog } from '../../components/index.ts';
import { asOneLine } from './paste.ts';
import type { PasteQuestion } from './session-terminal.ts';

interface Props {
  readonly question: PasteQuestion;
  /** What to paste; undefined for nothing. */
  readonly onAnswer: (text: string | undefined) => void;
}

/** Asks before several lines go into a shell, which may run each of them at once. */
export function PasteDialog({ question, onAnswer }: Props) {
  const { text, lines } = question;
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onAnswer(undefined)}
      title={`Paste ${plural(lines, 'line')}?`}
      description="A program that does not read pasted text as text runs each line as it arrives."
      footer={
        <>
          <Button size="medium" look="quiet" onClick={() => onAnswer(undefined)}>
            Cancel
          </Button>
          <Button size="medium" onClick={() => onAnswer(asOneLine(text))}>
            Paste as one line
          </Button>
          <Button size="medium" look="primary" autoFocus onClick={() => onAnswer(text)}>
            Paste
          </Button>
        </>
      }
    >
      <pre className="max-h-64 overflow-auto rounded-md border border-line bg-term p-3 font-mono text-small text-term-text">
        {text}
      </pre>
    </Dialog>
  );
}
