import clsx from 'clsx';

const ranks = ['bg-sev-1 text-on-sev-1', 'bg-sev-2 text-on-sev-2', 'bg-sev-3 text-on-sev-3', 'bg-sev-4 text-on-sev-4'];

interface Props {
  /** As the taxonomy names it: "SEV-1". */
  readonly severity: string;
  /** Place from the top, 0 the most severe; a level that the taxonomy does not know has none. */
  readonly rank: number | undefined;
  readonly size?: 'small' | 'medium';
}

/** How bad it is. The word is always there; the colour repeats it. */
export function SeverityBadge({ severity, rank, size = 'small' }: Props) {
  return (
    <span
      className={clsx(
        'inline-flex shrink-0 items-center justify-center rounded-sm font-bold whitespace-nowrap tabular-nums',
        size === 'small' ? 'h-5 min-w-12 px-1.5 text-small' : 'h-6.5 px-2 text-body',
        ranks[Math.min(rank ?? ranks.length - 1, ranks.length - 1)],
      )}
    >
      {severity}
    </span>
  );
}
