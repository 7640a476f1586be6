import { memo } from 'react';
import { Markdown } from '../../components/index.ts';
import { useStore } from '../../store/index.ts';
import { isQuery, type ReadingBlock } from './blocks.ts';
import { CodeText } from './CodeText.tsx';
import { ItemCheck } from './ItemCheck.tsx';
import { QueryBlock } from './QueryBlock.tsx';
import { useReading } from './reading.ts';

/** What stands between the steps of a runbook: headings, text, things to check off, and blocks that are not commands. */
export const ReadingBlocks = memo(function ReadingBlocks({ blocks }: { readonly blocks: readonly ReadingBlock[] }) {
  return blocks.map((block, index) => {
    // Blocks never move among themselves while a runbook is shown.
    const key = `${index} ${block.type}`;
    return <OneBlock key={key} block={block} />;
  });
});

function OneBlock({ block }: { readonly block: ReadingBlock }) {
  const offerLink = useStore((state) => state.offerLink);
  const { runbook, onRunbook } = useReading();
  switch (block.type) {
    case 'heading':
      return <h3 className="mt-2 text-small font-semibold text-ink first:mt-0">{block.text}</h3>;
    case 'text':
      return (
        <div className="reading text-small">
          <Markdown
            onLink={offerLink}
            openFile={(href) => {
              const runbookId = runbook.links.find((link) => sameAddress(link.href, href))?.runbookId;
              return runbookId === undefined ? undefined : () => onRunbook(runbookId);
            }}
          >
            {block.markdown}
          </Markdown>
        </div>
      );
    case 'item': {
      const item = runbook.items.find(({ id }) => id === block.itemId);
      return item ? <ItemCheck item={item} /> : null;
    }
    case 'code':
      return isQuery(block) ? <QueryBlock block={block} /> : <CodeText block={block} />;
  }
}

/** Markdown makes `my file.md` to `my%20file.md` on its way. */
function sameAddress(written: string, made: string): boolean {
  return written === made || encodeURI(written) === made;
}
