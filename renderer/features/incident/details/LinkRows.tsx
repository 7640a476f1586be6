import { useState } from 'react';
import type { Incident } from '#shared/domain/incident.ts';
import { capitalize } from '#shared/domain/words.ts';
import { EditRow, FactList, InlineForm, TextField } from '../../../components/index.ts';
import { useStore } from '../../../store/index.ts';
import { WebLink } from '../../links/index.ts';
import { type IncidentLink, linksOf } from '../links.ts';
import { None } from './FactRows.tsx';

/** Where the incident is worked on and told of. An address opens after it was shown whole. */
export function LinkRows({ incident }: { readonly incident: Incident }) {
  const team = useStore((state) => state.settings?.team);
  return (
    <FactList title="Links">
      {linksOf(incident.links, team).map((link) => (
        <EditRow
          key={link.kind}
          label={capitalize(link.kind)}
          edit={`Edit ${link.kind}`}
          note={link.ofTeam && 'of the team, from the settings'}
          form={(close) => <LinkForm link={link} own={incident.links[link.kind]} onClose={close} />}
        >
          <LinkTarget {...link} />
        </EditRow>
      ))}
    </FactList>
  );
}

/** An address as a link that asks first, anything else as the text it is. */
export function LinkTarget({ target, web }: Pick<IncidentLink, 'target' | 'web'>) {
  if (target === undefined) return <None>none</None>;
  return web ? <WebLink target={target} /> : target;
}

interface FormProps {
  readonly link: IncidentLink;
  readonly own: string | undefined;
  readonly onClose: () => void;
}

function LinkForm({ link: { kind }, own, onClose }: FormProps) {
  const change = useStore((state) => state.change);
  const [target, setTarget] = useState(own ?? '');
  const submit = () => change('changeDetails', { changes: { links: { [kind]: target.trim() } } });
  return (
    <InlineForm label={capitalize(kind)} submit={submit} onClose={onClose}>
      <TextField
        label={`Address of the ${kind}`}
        hideLabel
        autoFocus
        maxLength={2048}
        placeholder="https://"
        hint="An address that begins with https:// or http:// can be opened; anything else is kept as text. Empty: none."
        value={target}
        onChange={(event) => setTarget(event.target.value)}
      />
    </InlineForm>
  );
}
