import type { Settings } from '#shared/contract/index.ts';

/** Puts theme and text size into force. Sizes are rem, so the root's font size moves all of them. */
export function applyAppearance(root: HTMLElement, { theme, textScale }: Pick<Settings, 'theme' | 'textScale'>): void {
  if (theme === 'system') delete root.dataset.theme;
  else root.dataset.theme = theme;
  root.style.fontSize = `${textScale * 100}%`;
}

const steps = [0.8, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2] as const;

/** The next larger (1) or smaller (-1) text size; the same at the end. */
export function stepTextScale(scale: number, by: 1 | -1): number {
  const next = by === 1 ? steps.find((step) => step > scale) : steps.findLast((step) => step < scale);
  return next ?? scale;
}
