import { Copy } from 'lucide-react';
import { copyText, IconButton, Markdown } from '../../components/index.ts';
import { useStore } from '../../store/index.ts';
import type { ReadingBlock } from './blocks.ts';

/** What stands between the steps of a runbook: headings, text, and blocks that are not commands. */
export function ReadingBlocks({ blocks }: { readonly blocks: readonly ReadingBlock[] }) {
  return blocks.map((block, index) => {
    // Blocks never move among themselves while a runbook is shown.
    const key = `${index} ${block.type}`;
    return <OneBlock key={key} block={block} />;
  });
}

function OneBlock({ block }: { readonly block: ReadingBlock }) {
  const offerLink = useStore((state) => state.offerLink);
  switch (block.type) {
    case 'heading':
      return <h3 className="mt-2 text-small font-semibold text-ink first:mt-0">{block.text}</h3>;
    case 'text':
      return (
        <div className="reading text-small">
          <Markdown onLink={offerLink}>{block.markdown}</Markdown>
        </div>
      );
    case 'item':
      return null;
    case 'code':
      return (
        <div className="flex items-start rounded-md border border-line bg-raised">
          <pre className="min-w-0 flex-1 overflow-x-auto px-3 py-2 font-mono text-small text-ink-2">{block.text}</pre>
          <IconButton
            icon={Copy}
            label={`Copy ${block.language || 'text'}`}
            onClick={() => void copyText(block.text)}
          />
        </div>
      );
  }
}
