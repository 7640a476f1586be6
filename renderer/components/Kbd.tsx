import clsx from 'clsx';
import { printKeys } from './keys.ts';

interface Props {
  /** "Mod+K", "Enter": printed as the keys of this machine. */
  readonly children: string;
  /** On a filled button, where a border would be too much. */
  readonly onSolid?: boolean;
}

/** The keys that do something. */
export function Kbd({ children, onSolid = false }: Props) {
  return (
    <kbd
      className={clsx(
        'rounded-sm px-1 font-mono text-small leading-4 font-medium whitespace-nowrap',
        onSolid ? 'opacity-85' : 'border border-line-strong text-ink-2',
      )}
    >
      {printKeys(children)}
    </kbd>
  );
}
