import { closes, type FenceLine, opensInside } from './fence-lines.ts';

/** Looking further for a fence's end would make a file of nothing but fences slow. */
export const MAX_LOOKAHEAD = 100;

/** The index of the fence that closes the one at `at`, when those in between open and close in pairs. */
export function matchingEnd(fences: readonly FenceLine[], at: number): number | undefined {
  const opening = fences[at] as FenceLine;
  let depth = 1;
  for (let index = at + 1; index < Math.min(fences.length, at + MAX_LOOKAHEAD); index += 1) {
    const fence = fences[index] as FenceLine;
    if (opensInside(fence, opening)) depth += 1;
    else if (closes(fence, opening)) depth -= 1;
    if (depth === 0) return index;
  }
  return undefined;
}

/** How many of the fences from an index on would be open when another one opens, or at the end. */
export function countOdd(fences: readonly FenceLine[], from: number): number {
  let open: FenceLine | undefined;
  let odd = 0;
  for (const fence of fences.slice(from, from + MAX_LOOKAHEAD)) {
    if (!open) open = fence;
    else if (closes(fence, open)) open = undefined;
    else if (opensInside(fence, open)) {
      odd += 1;
      open = fence;
    }
  }
  return open ? odd + 1 : odd;
}
