import { Markdown } from '../../components/index.ts';
import { useStore } from '../../store/index.ts';

/** A text as its readers see it. An address in it opens after it was shown whole. */
export function MarkdownText({ children }: { readonly children: string }) {
  const offerLink = useStore((state) => state.offerLink);
  return (
    <div className="reading [&_h1]:font-semibold [&_h2]:font-semibold [&_h3]:font-semibold [&_:is(p,ul,ol,li,strong)]:text-ink">
      <Markdown onLink={offerLink}>{children}</Markdown>
    </div>
  );
}
