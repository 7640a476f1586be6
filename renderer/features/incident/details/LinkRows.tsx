import { Plus } from 'lucide-react';
import { useRef, useState } from 'react';
import type { LinkKind } from '#shared/domain/events/index.ts';
import type { Incident } from '#shared/domain/incident.ts';
import { capitalize } from '#shared/domain/words.ts';
import { Button, EditRow, FactList, InlineForm, TextField } from '../../../components/index.ts';
import { useStore } from '../../../store/index.ts';
import { WebLink } from '../../links/index.ts';
import { type IncidentLink, linksOf } from '../links.ts';
import { None } from './FactRows.tsx';

/** Where the incident is worked on and told of. An address opens after it was shown whole. */
export function LinkRows({ incident }: { readonly incident: Incident }) {
  const team = useStore((state) => state.settings?.team);
  const links = linksOf(incident.links, team);
  const missing = links.filter(({ target }) => target === undefined);
  return (
    <FactList title="Links">
      {links
        .filter(({ target }) => target !== undefined)
        .map((link) => (
          <EditRow
            key={link.kind}
            label={capitalize(link.kind)}
            edit={`Edit ${link.kind}`}
            note={link.ofTeam && 'of the team, from the settings'}
            form={(close) => <LinkForm kind={link.kind} own={incident.links[link.kind]} onClose={close} />}
          >
            <LinkTarget {...link} />
          </EditRow>
        ))}
      {missing.length > 0 && <MissingLinks kinds={missing.map(({ kind }) => kind)} />}
    </FactList>
  );
}

/** What could be linked and is not: one press each. */
function MissingLinks({ kinds }: { readonly kinds: readonly LinkKind[] }) {
  const [kind, setKind] = useState<LinkKind>();
  const buttons = useRef<HTMLElement>(null);
  const close = () => {
    setKind(undefined);
    // The form took the focus with it.
    setTimeout(() => buttons.current?.querySelector('button')?.focus());
  };
  return (
    <div className="px-4 py-2">
      <dt className={kind ? 'mb-2 font-medium' : 'sr-only'}>{kind ? capitalize(kind) : 'Add a link'}</dt>
      <dd ref={buttons} className={kind ? '' : '-ml-2 flex flex-wrap'}>
        {kind ? (
          <LinkForm kind={kind} own={undefined} onClose={close} />
        ) : (
          kinds.map((each) => (
            <Button key={each} look="quiet" icon={Plus} aria-label={`Add ${each}`} onClick={() => setKind(each)}>
              {capitalize(each)}
            </Button>
          ))
        )}
      </dd>
    </div>
  );
}

/** An address as a link that asks first, anything else as the text it is. */
export function LinkTarget({ target, web }: Pick<IncidentLink, 'target' | 'web'>) {
  if (target === undefined) return <None>none</None>;
  return web ? <WebLink target={target} /> : target;
}

interface FormProps {
  readonly kind: LinkKind;
  readonly own: string | undefined;
  readonly onClose: () => void;
}

function LinkForm({ kind, own, onClose }: FormProps) {
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
