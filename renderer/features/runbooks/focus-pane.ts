/** Gives the keyboard to the runbook pane, where what had it is gone. */
export function focusRunbookPane(): void {
  document.querySelector<HTMLElement>('[data-pane="runbook"]')?.focus();
}
