import { ExternalLink } from 'lucide-react';
import { useStore } from '../../store/index.ts';

/** An address of the web. It opens in the browser, after it was shown whole. */
export function WebLink({ target }: { readonly target: string }) {
  const offerLink = useStore((state) => state.offerLink);
  return (
    <button
      type="button"
      title={target}
      onClick={() => offerLink(target)}
      className="inline-flex max-w-full items-center gap-1.5 rounded-sm text-left text-accent hover:underline"
    >
      <span className="truncate">{target.replace(/^https?:\/\//i, '')}</span>
      <ExternalLink aria-hidden className="size-3.5 shrink-0" strokeWidth={1.75} />
      <span className="sr-only">, opens in your browser</span>
    </button>
  );
}
