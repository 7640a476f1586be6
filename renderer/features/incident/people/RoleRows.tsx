import { useState } from 'react';
import { type Role, roleSchema } from '#shared/domain/events/index.ts';
import { describeStanding } from '#shared/domain/standing.ts';
import { capitalize } from '#shared/domain/words.ts';
import { EditRow, FactList, InlineForm, TextArea } from '../../../components/index.ts';
import { useStore } from '../../../store/index.ts';
import { Avatar } from '../Avatar.tsx';
import { None } from '../details/FactRows.tsx';
import type { SectionProps } from '../section-props.ts';
import { PersonField } from './PersonField.tsx';

const hints: Readonly<Record<Role, string>> = {
  'incident commander': 'Coordinates. Exactly one at a time',
  'technical lead': 'Finds the root cause',
  communications: 'Writes the updates',
  operations: 'Carries out the recovery',
  scribe: 'Keeps the timeline',
};

/** Who has which part. A part that somebody has is handed over, with where the incident stands. */
export function RoleRows({ incident, taxonomy }: SectionProps) {
  return (
    <FactList title="Roles">
      {roleSchema.options.map((role) => {
        const holder = incident.roles[role];
        return (
          <EditRow
            key={role}
            label={capitalize(role)}
            note={holder === undefined && hints[role]}
            edit={holder === undefined ? `Assign ${role}` : `Hand over ${role}`}
            editWords={holder === undefined ? 'Assign' : 'Hand over'}
            form={(close) =>
              holder === undefined ? (
                <AssignForm role={role} onClose={close} />
              ) : (
                <HandOverForm role={role} holder={holder} incident={incident} taxonomy={taxonomy} onClose={close} />
              )
            }
          >
            {holder === undefined ? (
              <None>nobody</None>
            ) : (
              <span className="-my-0.5 flex min-w-0 items-center gap-2 font-medium">
                <Avatar name={holder} />
                <span className="min-w-0 wrap-anywhere">{holder}</span>
              </span>
            )}
          </EditRow>
        );
      })}
    </FactList>
  );
}

interface FormProps {
  readonly role: Role;
  readonly onClose: () => void;
}

function AssignForm({ role, onClose }: FormProps) {
  const change = useStore((state) => state.change);
  const [name, setName] = useState('');
  const [tried, setTried] = useState(false);
  const missing = name.trim() === '';
  const submit = () => {
    setTried(true);
    return missing ? undefined : change('assignRole', { role, personName: name.trim() });
  };
  return (
    <InlineForm label={capitalize(role)} save="Assign" submit={submit} onClose={onClose}>
      <PersonField
        label="Who?"
        hint={hints[role]}
        error={tried && missing ? 'Name somebody.' : undefined}
        autoFocus
        value={name}
        onChange={setName}
      />
    </InlineForm>
  );
}

type HandOverProps = FormProps & SectionProps & { readonly holder: string };

/** One action: who takes over, what they should know besides, and the standing that goes on the record with it. */
function HandOverForm({ role, holder, incident, taxonomy, onClose }: HandOverProps) {
  const change = useStore((state) => state.change);
  const [to, setTo] = useState('');
  const [note, setNote] = useState('');
  const [tried, setTried] = useState(false);
  // As of when the form was opened; the record takes that of the moment of handing over.
  const [standing] = useState(() => describeStanding(incident, taxonomy, Date.now()));
  const wrong =
    to.trim() === '' ? 'Name who takes over.' : to.trim() === holder ? `${holder} is ${role} already.` : undefined;
  const submit = () => {
    setTried(true);
    if (wrong) return undefined;
    return change('handOverRole', { role, to: to.trim(), ...(note.trim() !== '' && { note: note.trim() }) });
  };
  const command = role === 'incident commander';
  return (
    <InlineForm
      label={`Hand over ${role}`}
      save={command ? 'Hand over the command' : 'Hand over'}
      submit={submit}
      onClose={onClose}
    >
      <p className="text-ink-2">
        From <span className="font-medium text-ink">{holder}</span>. Where it stands goes along:
      </p>
      <section
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard
        tabIndex={0}
        aria-label="Where the incident stands"
        className="max-h-44 overflow-y-auto rounded-md border border-line bg-pane px-3 py-2 text-small whitespace-pre-line text-ink-2"
      >
        {standing}
      </section>
      <PersonField label="Who takes over?" error={tried ? wrong : undefined} autoFocus value={to} onChange={setTo} />
      <TextArea
        label="What else should they know?"
        rows={2}
        maxLength={2000}
        value={note}
        onChange={(event) => setNote(event.target.value)}
      />
    </InlineForm>
  );
}
