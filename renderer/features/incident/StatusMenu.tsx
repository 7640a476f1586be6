import clsx from 'clsx';
import { ChevronDown, CircleCheck, CircleDot } from 'lucide-react';
import { type Status, statusSchema } from '#shared/domain/events/index.ts';
import { isOver } from '#shared/domain/lifecycle.ts';
import { Menu, MenuChoice } from '../../components/index.ts';
import { statusHints, statusWord } from './status-words.ts';

interface Props {
  readonly status: Status;
  readonly onChange: (status: Status) => void;
}

/** Where the incident stands, and where it can go from there: anywhere. */
export function StatusMenu({ status, onChange }: Props) {
  const over = isOver(status);
  const Sign = over ? CircleCheck : CircleDot;
  return (
    <Menu
      trigger={
        <button
          type="button"
          aria-label={`Status: ${statusWord(status)}`}
          className={clsx(
            'flex h-7 shrink-0 items-center gap-1.5 rounded-md px-2 font-semibold transition-colors hover:opacity-85',
            over ? 'bg-ok-bg text-ok' : status === 'monitoring' ? 'bg-accent-bg text-accent' : 'bg-warn-bg text-warn',
          )}
        >
          <Sign aria-hidden className="size-4" strokeWidth={2} />
          {statusWord(status)}
          <ChevronDown aria-hidden className="size-3.5" strokeWidth={2} />
        </button>
      }
    >
      <MenuChoice
        value={status}
        onChange={onChange}
        options={statusSchema.options.map((value) => ({
          value,
          label: statusWord(value),
          hint: statusHints[value],
        }))}
      />
    </Menu>
  );
}
