export interface WindowsOptions {
  /** How long after the last window went the program stops, milliseconds. Undefined: never. */
  readonly graceMs: number | undefined;
  /** How long the first window may take to come. */
  readonly startMs: number;
  /** Whether something runs that must not be ended unasked. */
  readonly busy: () => boolean;
  readonly onDeserted: () => void;
}

export interface Windows {
  opened(): void;
  closed(): void;
  /** The browser that showed them has ended: none of them comes back. */
  browserEnded(): void;
  stop(): void;
}

/** Counts the windows and says when the last one has been gone for a while and nothing runs (trust.md, T16). */
export function watchWindows({ graceMs, startMs, busy, onDeserted }: WindowsOptions): Windows {
  let count = 0;
  let seen = false;
  let timer: NodeJS.Timeout | undefined;

  const wait = (milliseconds: number) => {
    clearTimeout(timer);
    if (graceMs === undefined) return;
    timer = setTimeout(() => {
      if (busy()) wait(graceMs);
      else onDeserted();
    }, milliseconds);
  };

  wait(startMs);
  return {
    opened() {
      count += 1;
      seen = true;
      clearTimeout(timer);
    },
    closed() {
      count -= 1;
      if (count === 0) wait(graceMs ?? 0);
    },
    browserEnded() {
      if (count === 0 && seen) wait(0);
    },
    stop: () => clearTimeout(timer),
  };
}
