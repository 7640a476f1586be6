import { showInvisible } from '#shared/domain/visible-text.ts';

const MAX_TITLE = 200;

/** The title of a tab: one line in which nothing hidden draws, moves or reorders anything. Empty when nothing is left. */
export function tabTitle(given: string): string {
  return showInvisible(given.replace(/\s+/g, ' ').trim())
    .slice(0, MAX_TITLE)
    .replace(/[\uD800-\uDBFF]$/, '');
}
