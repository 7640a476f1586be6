import { UserRoundPlus } from 'lucide-react';
import type { Incident } from '#shared/domain/incident.ts';
import { IconButton, Tooltip } from '../../components/index.ts';
import { Avatar } from './Avatar.tsx';
import { respondersOf } from './people.ts';

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
        {people.slice(0, SHOWN).map(({ name }) => (
          <Avatar key={name} name={name} className="-mr-1.5 border-2 border-pane" />
        ))}
        {people.length > SHOWN && <span className="figure ml-2.5 text-small text-ink-2">+{people.length - SHOWN}</span>}
        <span className="sr-only"> Roles. {words.join('. ')}</span>
      </button>
    </Tooltip>
  );
}
