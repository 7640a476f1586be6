import type { Session } from '#shared/contract/index.ts';
import { plural } from '#shared/domain/plural.ts';
import { showInvisible } from '#shared/domain/visible-text.ts';
import { Button, Dialog } from '../../components/index.ts';
import { Prod } from './Prod.tsx';
import { asOneLine } from './paste.ts';
import type { PasteQuestion } from './session-terminal.ts';

interface Props {
  readonly session: Session;
  readonly question: PasteQuestion;
  /** What to paste; undefined for nothing. */
  readonly onAnswer: (text: string | undefined) => void;
}

/** Asks before several lines go into a shell, which may run each of them at once. */
export function PasteDialog({ session, question, onAnswer }: Props) {
  const { text, lines, heldBack } = question;
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onAnswer(undefined)}
      title={`Paste ${plural(lines, 'line')} into ${session.title}?`}
      description={
        <>
          {session.production && (
            <>
              <Prod />{' '}
            </>
          )}
          {heldBack
            ? 'The program takes them as text: nothing runs before you press Enter.'
            : 'What runs there takes each line as if you had pressed Enter after it.'}
        </>
      }
      footer={
        <>
          <Button size="medium" look="quiet" autoFocus={!heldBack} onClick={() => onAnswer(undefined)}>
            Cancel
          </Button>
          <Button size="medium" onClick={() => onAnswer(asOneLine(text))}>
            Paste as one line
          </Button>
          <Button
            size="medium"
            look={heldBack ? 'primary' : 'danger'}
            autoFocus={heldBack}
            onClick={() => onAnswer(text)}
          >
            {heldBack ? 'Paste' : 'Paste and run'}
          </Button>
        </>
      }
    >
      <pre className="max-h-64 overflow-auto rounded-md border border-line bg-term p-3 font-mono text-small whitespace-pre-wrap text-term-text wrap-anywhere">
        {showInvisible(text)}
      </pre>
    </Dialog>
  );
}
