import { useRef, useState } from 'react';

interface Props {
  readonly title: string;
  /** Undefined: it stays as it was. */
  readonly onDone: (title: string | undefined) => void;
}

/** The name of a tab, edited where it stands: Enter and leaving keep it, Escape does not. */
export function RenameField({ title, onDone }: Props) {
  const [text, setText] = useState(title);
  const done = useRef(false);
  // Enter and Escape take the field away, which blurs it: only the first of them counts.
  const finish = (next: string | undefined) => {
    if (done.current) return;
    done.current = true;
    onDone(next !== undefined && next.trim() !== '' && next.trim() !== title ? next.trim() : undefined);
  };
  return (
    <input
      aria-label="Name of the tab"
      // biome-ignore lint/a11y/noAutofocus: the person just asked to type here
      autoFocus
      value={text}
      maxLength={200}
      className="h-6 w-32 rounded-sm border border-edge bg-pane px-1.5"
      onFocus={(event) => event.target.select()}
      onChange={(event) => setText(event.target.value)}
      onBlur={() => finish(text)}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === 'Enter') finish(text);
        else if (event.key === 'Escape') finish(undefined);
      }}
    />
  );
}
