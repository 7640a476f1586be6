/** 'row': side by side; 'column': one above the other. */
export type SplitDirection = 'row' | 'column';
export type Side = 'left' | 'right' | 'up' | 'down';

/** What the terminals pane shows: one tab, or several parts with their sizes in per cent. A tab stands in it once. */
export type SplitTree =
  | { readonly kind: 'tab'; readonly sessionId: string }
  | {
      readonly kind: 'split';
      readonly direction: SplitDirection;
      readonly sizes: readonly number[];
      readonly parts: readonly SplitTree[];
    };

/** More of them would be of no use in one column. */
export const MAX_SHOWN = 6;

export const oneTab = (sessionId: string): SplitTree => ({ kind: 'tab', sessionId });

/** The tabs that it shows, in reading order. */
export function shownTabs(tree: SplitTree): readonly string[] {
  return tree.kind === 'tab' ? [tree.sessionId] : tree.parts.flatMap(shownTabs);
}

/** Halves the place of the tab `at`, and shows `sessionId` right of it or below it. */
export function splitAt(tree: SplitTree, at: string, sessionId: string, direction: SplitDirection): SplitTree {
  if (tree.kind === 'tab') {
    if (tree.sessionId !== at) return tree;
    return { kind: 'split', direction, sizes: [50, 50], parts: [tree, oneTab(sessionId)] };
  }
  const index = tree.parts.findIndex((part) => part.kind === 'tab' && part.sessionId === at);
  if (index === -1 || tree.direction !== direction) {
    return { ...tree, parts: tree.parts.map((part) => splitAt(part, at, sessionId, direction)) };
  }
  const half = (tree.sizes[index] ?? 0) / 2;
  return {
    ...tree,
    sizes: tree.sizes.toSpliced(index, 1, half, half),
    parts: tree.parts.toSpliced(index + 1, 0, oneTab(sessionId)),
  };
}

/** Shows `next` in the place of the tab `old`. */
export function showInstead(tree: SplitTree, old: string, next: string): SplitTree {
  if (tree.kind === 'tab') return tree.sessionId === old ? oneTab(next) : tree;
  return { ...tree, parts: tree.parts.map((part) => showInstead(part, old, next)) };
}

/** What is left where only `kept` tabs are shown; the others share their place. Undefined when nothing is left. */
export function keepTabs(tree: SplitTree, kept: ReadonlySet<string>): SplitTree | undefined {
  if (tree.kind === 'tab') return kept.has(tree.sessionId) ? tree : undefined;
  const left = tree.parts.flatMap((part, index) => {
    const rest = keepTabs(part, kept);
    return rest === undefined ? [] : [{ part: rest, size: tree.sizes[index] ?? 0 }];
  });
  if (left.length <= 1) return left[0]?.part;
  if (left.every(({ part }, index) => part === tree.parts[index]) && left.length === tree.parts.length) return tree;
  const total = left.reduce((sum, { size }) => sum + size, 0);
  return flatten({
    ...tree,
    sizes: left.map(({ size }) => (size / total) * 100),
    parts: left.map(({ part }) => part),
  });
}

/** Without one tab. Undefined when it was the only one. */
export function withoutTab(tree: SplitTree, sessionId: string): SplitTree | undefined {
  return keepTabs(tree, new Set(shownTabs(tree).filter((shown) => shown !== sessionId)));
}

/** Takes over the sizes of the split at `path`, the indices of parts from the root. */
export function resizeAt(tree: SplitTree, path: readonly number[], sizes: readonly number[]): SplitTree {
  if (tree.kind === 'tab') return tree;
  const [index, ...rest] = path;
  if (index === undefined) return sizes.length === tree.parts.length ? { ...tree, sizes } : tree;
  return { ...tree, parts: tree.parts.map((part, at) => (at === index ? resizeAt(part, rest, sizes) : part)) };
}

/** The tab that a person sees when they look from the middle of `from` to one side; undefined at the edge. */
export function tabToward(tree: SplitTree, from: string, side: Side): string | undefined {
  const places = placesOf(tree, { left: 0, top: 0, width: 100, height: 100 });
  const start = places.get(from);
  if (start === undefined) return undefined;
  const middle = { x: start.left + start.width / 2, y: start.top + start.height / 2 };
  const candidates = [...places].flatMap(([sessionId, place]) => {
    const distance = {
      left: start.left - (place.left + place.width),
      right: place.left - (start.left + start.width),
      up: start.top - (place.top + place.height),
      down: place.top - (start.top + start.height),
    }[side];
    if (sessionId === from || distance < -TOLERANCE) return [];
    const across = side === 'left' || side === 'right';
    const [low, size, at] = across ? [place.top, place.height, middle.y] : [place.left, place.width, middle.x];
    return [{ sessionId, distance, off: Math.max(low - at, at - (low + size), 0) }];
  });
  return candidates.sort((a, b) => a.distance - b.distance || a.off - b.off)[0]?.sessionId;
}

/** Per cent; sizes do not add up exactly. */
const TOLERANCE = 0.01;

interface Place {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

function placesOf(tree: SplitTree, place: Place): ReadonlyMap<string, Place> {
  if (tree.kind === 'tab') return new Map([[tree.sessionId, place]]);
  const row = tree.direction === 'row';
  let before = 0;
  return new Map(
    tree.parts.flatMap((part, index) => {
      const share = (tree.sizes[index] ?? 0) / 100;
      const inner = row
        ? { ...place, left: place.left + before * place.width, width: share * place.width }
        : { ...place, top: place.top + before * place.height, height: share * place.height };
      before += share;
      return [...placesOf(part, inner)];
    }),
  );
}

/** A part that runs the same way as the whole becomes parts of the whole. */
function flatten(tree: Extract<SplitTree, { kind: 'split' }>): SplitTree {
  const parts = tree.parts.flatMap((part, index) => {
    const size = tree.sizes[index] ?? 0;
    if (part.kind === 'tab' || part.direction !== tree.direction) return [{ part, size }];
    return part.parts.map((inner, at) => ({ part: inner, size: (size * (part.sizes[at] ?? 0)) / 100 }));
  });
  return { ...tree, sizes: parts.map(({ size }) => size), parts: parts.map(({ part }) => part) };
}
