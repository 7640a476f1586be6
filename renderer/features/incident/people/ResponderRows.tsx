import { useState } from 'react';
import type { Incident } from '#shared/domain/incident.ts';
import { Button, EditRow, ErrorNote, FactList, InlineForm, useAttempt } from '../../../components/index.ts';
import { useStore, useZonedTime } from '../../../store/index.ts';
import { Avatar } from '../Avatar.tsx';
import { None } from '../details/FactRows.tsx';
import { respondersOf } from '../people.ts';
import { PersonField } from './PersonField.tsx';

/** Who takes part, and who did. */
export function ResponderRows({ incident }: { readonly incident: Incident }) {
  const here = incident.responders.filter(({ leftAt }) => leftAt === undefined);
  const gone = incident.responders.filter(({ leftAt }) => leftAt !== undefined);
  const held = new Map(respondersOf(incident.roles).map(({ name, roles }) => [name, roles.join(', ')]));
  return (
    <FactList title="Responders">
      {here.map(({ name, joinedAt }) => (
        <ResponderRow
          key={name}
          name={name}
          joinedAt={joinedAt}
          roles={held.get(name)}
          commands={incident.roles['incident commander'] === name}
        />
      ))}
      <EditRow
        label={here.length === 0 ? <None>Nobody takes part yet</None> : <span className="sr-only">Somebody else</span>}
        edit="Add a responder"
        editWords="Add a responder"
        form={(close) => <JoinForm onClose={close} />}
      >
        {gone.length > 0 && <Gone gone={gone} />}
      </EditRow>
    </FactList>
  );
}

interface RowProps {
  readonly name: string;
  readonly joinedAt: number;
  readonly roles: string | undefined;
  /** Who commands hands over before leaving. */
  readonly commands: boolean;
}

function ResponderRow({ name, joinedAt, roles, commands }: RowProps) {
  const change = useStore((state) => state.change);
  const time = useZonedTime();
  const { busy, problem, attempt } = useAttempt();
  return (
    <EditRow
      label={
        <span className="-my-0.5 flex min-w-0 items-center gap-2 text-ink">
          <Avatar name={name} />
          <span className="min-w-0 truncate font-medium" title={name}>
            {name}
          </span>
        </span>
      }
      note={problem && <ErrorNote plain message={problem.message} action={problem.action} />}
      actions={
        !commands && (
          <Button
            look="quiet"
            busy={busy}
            aria-label={`${name} leaves`}
            onClick={() => void attempt(change('leaveResponders', { personName: name }))}
          >
            Leaves
          </Button>
        )
      }
    >
      {roles && `${roles} · `}
      <span className="text-ink-2">since {time.minutes(joinedAt)}</span>
    </EditRow>
  );
}

function Gone({ gone }: { readonly gone: Incident['responders'] }) {
  const time = useZonedTime();
  const words = gone.map(({ name, leftAt = 0 }) => `${name} left ${time.minutes(leftAt)}`);
  return <span className="text-small text-ink-2">{words.join(' · ')}</span>;
}

function JoinForm({ onClose }: { readonly onClose: () => void }) {
  const change = useStore((state) => state.change);
  const [name, setName] = useState('');
  const [tried, setTried] = useState(false);
  const missing = name.trim() === '';
  const submit = () => {
    setTried(true);
    return missing ? undefined : change('joinResponders', { personName: name.trim() });
  };
  return (
    <InlineForm label="Add a responder" save="Add" submit={submit} onClose={onClose}>
      <PersonField
        label="Who joins?"
        error={tried && missing ? 'Name somebody.' : undefined}
        autoFocus
        value={name}
        onChange={setName}
      />
    </InlineForm>
  );
}
