import clsx from 'clsx';

interface Props {
  /** What is counted, for a screen reader: "Steps behind us". */
  readonly label: string;
  readonly done: number;
  readonly total: number;
  /** How a count reads, where it is more than a number: "12 MB". */
  readonly format?: (count: number) => string;
  /** Of the bar; the figures stay where there is no room for it. */
  readonly className?: string;
}

/** How far a list is: a thin bar, and "5 of 8". */
export function Progress({ label, done, total, format = String, className }: Props) {
  return (
    <span className="flex items-center gap-2.5 whitespace-nowrap">
      <span
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={total}
        aria-valuenow={done}
        className={clsx('h-0.5 w-20 overflow-hidden rounded-full bg-line-strong', className)}
      >
        <span className="block h-full bg-ok" style={{ width: `${total === 0 ? 0 : (done / total) * 100}%` }} />
      </span>
      <span className="figure text-small text-ink-2">
        {format(done)} of {format(total)}
      </span>
    </span>
  );
}
