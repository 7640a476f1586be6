import clsx from 'clsx';
import { UserRoundPlus } from 'lucide-react';
import type { Incident } from '#shared/domain/incident.ts';
import { IconButton, Tooltip } from '../../components/index.ts';
import { respondersOf } from './people.ts';

const tints = ['bg-person-1', 'bg-person-2', 'bg-person-3', 'bg-person-4', 'bg-person-5'];
const SHOWN = 4;

interface Props {
  readonly roles: Incident['roles'];
  readonly onOpen: () => void;
}

/** Who is on it: initials, names and roles on hover. */
export function Responders({ roles, onOpen }: Props) {
  const people = respondersOf(roles);
  if (people.length === 0) return <IconButton icon={UserRoundPlus} label="Assign roles" onClick={onOpen} />;
  const words = people.map(({ name, roles: held }) => `${name}: ${held.join(', ')}`);
  return (
    <Tooltip
      content={
        <span className="flex flex-col">
          {words.map((line) => (
            <span key={line}>{line}</span>
          ))}
        </span>
      }
    >
      <button
        type="button"
        onClick={onOpen}
        className="flex h-7 min-w-7 shrink-0 items-center rounded-full pr-1.5 pl-0.5"
      >
        {people.slice(0, SHOWN).map(({ name, initials, tint }) => (
          <span
            key={name}
            className={clsx(
              '-mr-1.5 flex size-6.5 items-center justify-center rounded-full border-2 border-pane text-[0.625rem] font-bold text-on-person',
              tints[tint],
            )}
          >
            {initials}
          </span>
        ))}
        {people.length > SHOWN && <span className="figure ml-2.5 text-small text-ink-2">+{people.length - SHOWN}</span>}
        <span className="sr-only"> Roles. {words.join('. ')}</span>
      </button>
    </Tooltip>
  );
}
