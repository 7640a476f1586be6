/**
 * Scrolls the list around a row, and nothing else, so that the row is seen: whole, or from its title on where it is taller
 * than the list. `scrollIntoView` would move the whole window.
 */
export function showRow(row: HTMLElement): void {
  const list = row.closest<HTMLElement>('[data-scroll]');
  if (!list) return;
  const frame = list.getBoundingClientRect();
  const { top, bottom, height } = row.getBoundingClientRect();
  if (height > frame.height || top < frame.top) list.scrollTop += top - frame.top;
  else if (bottom > frame.bottom) list.scrollTop += bottom - frame.bottom;
}
