import { MessagesSquare, Phone } from 'lucide-react';
import type { Incident } from '#shared/domain/incident.ts';
import { copyText, IconButton } from '../../components/index.ts';
import { useStore } from '../../store/index.ts';
import { linksOf } from './links.ts';

const icons = { call: Phone, 'chat channel': MessagesSquare } as const;

/** Where people meet, one click away: an address opens after it was shown, a channel's name is copied. */
export function HeaderLinks({ links }: { readonly links: Incident['links'] }) {
  const team = useStore((state) => state.settings?.team);
  const offerLink = useStore((state) => state.offerLink);
  const showToast = useStore((state) => state.showToast);
  const copy = async (text: string) => {
    if (await copyText(text)) showToast({ tone: 'neutral', message: `Copied: ${text}` });
  };
  return linksOf(links, team).map(({ kind, target, web }) => {
    if (target === undefined || (kind !== 'call' && kind !== 'chat channel')) return null;
    const verb = !web ? `Copy the ${kind}` : kind === 'call' ? 'Join the call' : 'Open the chat channel';
    return (
      <IconButton
        key={kind}
        icon={icons[kind]}
        label={`${verb}: ${target}`}
        onClick={() => (web ? offerLink(target) : void copy(target))}
      />
    );
  });
}
