import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button, type ButtonProps, copyText } from '../../components/index.ts';

interface Props extends Pick<ButtonProps, 'look'> {
  readonly text: string;
}

/** How long it says so, milliseconds. */
const SAID_MS = 3000;

/** Puts a text on the clipboard, and says whether it is there. */
export function CopyButton({ text, look = 'secondary' }: Props) {
  const [said, setSaid] = useState<'Copied' | 'Not copied'>();
  useEffect(() => {
    if (said === undefined) return;
    const timer = setTimeout(() => setSaid(undefined), SAID_MS);
    return () => clearTimeout(timer);
  }, [said]);
  const copy = async () => setSaid((await copyText(text)) ? 'Copied' : 'Not copied');
  return (
    <Button look={look} icon={said === 'Copied' ? Check : Copy} disabled={text === ''} onClick={() => void copy()}>
      <span aria-live="polite">{said ?? 'Copy text'}</span>
    </Button>
  );
}
