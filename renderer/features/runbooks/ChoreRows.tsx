import { ChartLine } from 'lucide-react';
import { Fragment } from 'react';
import type { Chore } from './blocks.ts';
import { ItemCheck } from './ItemCheck.tsx';
import { QueryBlock } from './QueryBlock.tsx';
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
  if (chore.kind === 'item') {
    return (
      <li className="border-b border-line py-0.5 pr-3.5 pl-4.5 hover:bg-hover">
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
        {chore.title && <p className="font-medium wrap-anywhere">{chore.title}</p>}
        <QueryBlock block={chore.block} />
      </div>
    </li>
  );
}
