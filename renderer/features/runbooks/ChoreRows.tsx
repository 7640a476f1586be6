import { ChartLine } from 'lucide-react';
import { Fragment } from 'react';
import type { Chore } from './blocks.ts';
import { ItemCheck } from './ItemCheck.tsx';
import { QueryBlock } from './QueryBlock.tsx';
import { ReadingBlocks } from './ReadingBlocks.tsx';
import { LabelRow } from './SectionLabel.tsx';

interface Props {
  readonly chores: readonly Chore[];
  /** The heading that they stand under is shown already. */
  readonly labelled?: boolean;
}

/** Rows among the steps for what is no command: things to check off, and queries to look at. */
export function ChoreRows({ chores, labelled = false }: Props) {
  return chores.map((chore, index) => {
    const fresh = !labelled && chore.heading !== undefined && chore.heading !== chores[index - 1]?.heading;
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: they never move among themselves
      <Fragment key={index}>
        {fresh && <LabelRow path={chore.heading ?? ''} />}
        <ChoreRow chore={chore} />
      </Fragment>
    );
  });
}

function ChoreRow({ chore }: { readonly chore: Chore }) {
  const { above } = chore;
  if (chore.kind === 'item') {
    return (
      <li className="border-b border-line py-0.5 pr-3.5 pl-4.5 hover:bg-hover">
        {above.length > 0 && (
          <div className="flex flex-col gap-1 py-1 pl-7.5">
            <ReadingBlocks blocks={above} />
          </div>
        )}
        <ItemCheck item={chore.item} />
      </li>
    );
  }
  return (
    <li className="flex items-start gap-3 border-b border-line px-3.5 py-1.5">
      <span className="mt-0.5 flex size-5.5 shrink-0 items-center justify-center text-ink-3">
        <ChartLine aria-hidden className="size-4" strokeWidth={1.75} />
      </span>
      <div className="flex min-w-0 flex-1 flex-col gap-1">
        <ReadingBlocks blocks={above} />
        <QueryBlock block={chore.block} />
      </div>
    </li>
  );
}
