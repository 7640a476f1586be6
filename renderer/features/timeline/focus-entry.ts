/** Gives the focus to the row of an entry, unless something is being done to it: then its form or dialog has it. */
export function focusEntry(eventId: string): void {
  const row = document.querySelector<HTMLElement>(`[data-entry="${eventId}"]`);
  if (row && !row.querySelector('form') && !document.querySelector('[role="dialog"]'))
    row.focus({ preventScroll: true });
}
