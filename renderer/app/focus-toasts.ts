/** The list that holds the toasts. */
export const TOASTS_ID = 'toasts';

/** Puts the focus on the newest toast, where Escape dismisses it and Tab leads to the others. */
export function focusToasts(): void {
  document.querySelector<HTMLElement>(`#${TOASTS_ID} > :last-of-type`)?.focus();
}
