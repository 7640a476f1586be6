import clsx from 'clsx';
import { ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { plural } from '#shared/domain/plural.ts';

/** More than the widest row can show. */
const PREVIEW_CHARACTERS = 600;

/** The output of a command, the labels of an alert, the rest of a note: one line until it is opened. */
export function EntryEvidence({ text }: { readonly text: string }) {
  const [open, setOpen] = useState(false);
  const lines = text.split('\n').length;
  return (
    <div className="mt-1.5 overflow-hidden rounded-md border border-line bg-raised">
      <button
        type="button"
        aria-expanded={open}
        data-ring="inside"
        onClick={() => setOpen(!open)}
        className="flex h-7 w-full items-center gap-1.5 px-2 text-left font-mono text-small text-ink-2 hover:bg-hover"
      >
        <ChevronRight
          aria-hidden
          className={clsx('size-3.5 shrink-0 text-ink-3 transition-transform', open && 'rotate-90')}
        />
        <span className="min-w-0 flex-1 truncate">{open ? plural(lines, 'line') : onOneLine(text)}</span>
      </button>
      {open && (
        <pre
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard
          tabIndex={0}
          data-ring="inside"
          className="max-h-64 overflow-auto border-t border-line px-2.5 py-2 font-mono text-small whitespace-pre-wrap wrap-anywhere text-ink"
        >
          {text}
        </pre>
      )}
    </div>
  );
}

/** All of it with its white space drawn together, as far as a folded row can show it. */
function onOneLine(text: string): string {
  return text.slice(0, PREVIEW_CHARACTERS).replace(/\s+/g, ' ').trim();
}
