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

/** Between the end of a browser and the end of its sockets. */
const LEAVING_MS = 1000;

/** Counts the windows and says when the last one has been gone for a while and nothing runs (docs/SPEC.md, T16). */
export function watchWindows({ graceMs, startMs, busy, onDeserted }: WindowsOptions): Windows {
  let count = 0;
  let seen = false;
  let leaving = false;
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
      leaving = false;
      clearTimeout(timer);
    },
    closed() {
      count -= 1;
      if (count === 0) wait(leaving ? LEAVING_MS : (graceMs ?? 0));
    },
    browserEnded() {
      leaving = seen;
      if (seen && count === 0) wait(LEAVING_MS);
    },
    stop: () => clearTimeout(timer),
  };
}
