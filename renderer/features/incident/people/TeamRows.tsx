import { Copy } from 'lucide-react';
import type { TeamLinks } from '#shared/domain/team.ts';
import { isWebAddress } from '#shared/domain/team.ts';
import { capitalize } from '#shared/domain/words.ts';
import { Button, copyText, EditRow, FactList, IconButton } from '../../../components/index.ts';
import { useStore } from '../../../store/index.ts';
import { LinkTarget } from '../details/LinkRows.tsx';

const linkNames: Readonly<Record<keyof TeamLinks, string>> = {
  warRoomCall: 'War-room call',
  chatChannel: 'Chat channel',
  statusPage: 'Status page',
  ticketSystem: 'Ticket system',
  dashboard: 'Dashboard',
  documentation: 'Documentation',
};

/** Whom the team can call and where it meets, from the settings. */
export function TeamRows() {
  const team = useStore((state) => state.settings?.team);
  const showOverlay = useStore((state) => state.showOverlay);
  const showToast = useStore((state) => state.showToast);
  const contacts = team?.contacts ?? [];
  const links = Object.entries(linkNames).flatMap(([key, name]) => {
    const target = team?.links[key as keyof TeamLinks];
    return target === undefined ? [] : [{ name, target }];
  });
  const copy = async (text: string) => {
    if (await copyText(text)) showToast({ tone: 'neutral', message: `Copied: ${text}` });
  };
  return (
    <FactList
      title={team?.name ? `Team ${team.name}` : 'Team'}
      status={
        <Button look="quiet" onClick={() => showOverlay({ kind: 'settings' })}>
          Change in the settings
        </Button>
      }
    >
      {contacts.length === 0 && links.length === 0 && (
        <EditRow label="Contacts">
          <span className="text-ink-3">The settings name nobody to call yet.</span>
        </EditRow>
      )}
      {contacts.map(({ id, kind, name, contact }) => (
        <EditRow
          key={id}
          label={capitalize(kind)}
          actions={
            contact && <IconButton icon={Copy} label={`Copy how to reach ${name}`} onClick={() => void copy(contact)} />
          }
        >
          <span className="font-medium">{name}</span>
          {contact && <span className="text-ink-2"> · {contact}</span>}
        </EditRow>
      ))}
      {links.map(({ name, target }) => (
        <EditRow key={name} label={name}>
          <LinkTarget target={target} web={isWebAddress(target)} />
        </EditRow>
      ))}
    </FactList>
  );
}
