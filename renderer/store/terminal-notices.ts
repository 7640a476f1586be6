/** A page that somebody looks at tells it on the page: it comes first. */
const HIDDEN_WAIT_MS = 500;
/** Longer than the slowest page takes to hear of the same moment; a hidden one's timers fire once a second. */
const HELD_MS = 15_000;

/**
 * True for one of all the open pages of this browser, or windows of this program, that claim `name` at about the same
 * time: the one that `hidden` does not hold back, else whichever is first. What can't be agreed upon is true for each.
 */
export async function claimForAllPages(name: string, hidden: boolean): Promise<boolean> {
  const { locks } = navigator;
  if (!locks) return true;
  if (hidden) await delay(HIDDEN_WAIT_MS);
  return new Promise((resolve) => {
    const hold = async (lock: Lock | null) => {
      resolve(lock !== null);
      if (lock) await delay(HELD_MS);
    };
    locks.request(name, { ifAvailable: true }, hold).catch(() => resolve(true));
  });
}

const delay = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
