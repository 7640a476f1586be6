/** So far a wall clock may be moved without a word: clocks that are set over the network do so all the time. */
const JUMP_MS = 2000;

export interface Clocks {
  /** Wall clock, UTC ms. */
  readonly now: () => number;
  /** Milliseconds that nobody sets, and that go on while the machine sleeps. */
  readonly elapsed: () => number;
}

/**
 * Watches the wall clock against one that cannot be set. Each call says by how many ms the wall clock jumped since the
 * one before, negative for back; 0 when it did not. A sleep is no jump: both went on.
 */
export function watchWallClock({ now, elapsed }: Clocks): () => number {
  let wall = now();
  let steady = elapsed();
  return () => {
    const [nextWall, nextSteady] = [now(), elapsed()];
    const jump = nextWall - wall - (nextSteady - steady);
    wall = nextWall;
    steady = nextSteady;
    return Math.abs(jump) > JUMP_MS ? jump : 0;
  };
}
