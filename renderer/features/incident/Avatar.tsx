import clsx from 'clsx';
import { initialsOf, tintOf } from './people.ts';

const tints = ['bg-person-1', 'bg-person-2', 'bg-person-3', 'bg-person-4', 'bg-person-5'];

interface Props {
  readonly name: string;
  readonly className?: string;
}

/** Somebody's initials, in the same tint everywhere. The name stands beside it or is read out elsewhere. */
export function Avatar({ name, className }: Props) {
  return (
    <span
      aria-hidden
      className={clsx(
        'flex size-6.5 shrink-0 items-center justify-center rounded-full text-[0.625rem] font-bold text-on-person',
        tints[tintOf(name)],
        className,
      )}
    >
      {initialsOf(name)}
    </span>
  );
}
