import { CornerDownLeft, SkipForward } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../components/index.ts';

interface Props {
  readonly onSkip: (reason: string) => void;
  readonly onCancel: () => void;
}

/** Asks why a step is skipped. */
export function SkipForm({ onSkip, onCancel }: Props) {
  const [reason, setReason] = useState('');
  return (
    <form
      className="flex items-center gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        onSkip(reason.trim());
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onCancel();
      }}
    >
      <input
        aria-label="Why it is skipped"
        placeholder="Why? (may stay empty)"
        // biome-ignore lint/a11y/noAutofocus: the person just asked to skip
        autoFocus
        maxLength={2000}
        value={reason}
        className="h-7 min-w-0 flex-1 rounded-md border border-edge bg-raised px-2.5"
        onChange={(event) => setReason(event.target.value)}
      />
      <Button type="submit" icon={SkipForward}>
        Skip
        <CornerDownLeft aria-hidden className="size-3.5 text-ink-3" />
      </Button>
      <Button look="quiet" onClick={onCancel}>
        Cancel
      </Button>
    </form>
  );
}
