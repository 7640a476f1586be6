/** What F6 goes through, in the order in which it stands on the screen. */
export function panesOnScreen(root: ParentNode): readonly HTMLElement[] {
  return [...root.querySelectorAll<HTMLElement>('[data-pane]')].filter(
    (pane) => pane.offsetParent !== null && !isCovered(pane),
  );
}

/** Whether something stands over a pane, so that the focus must not get there. */
function isCovered(pane: HTMLElement): boolean {
  return pane.closest('[inert]') !== null;
}

/** The same of a pane by its landmark's name in lower case. */
export function isPaneCovered(name: string): boolean {
  const pane = document.querySelector<HTMLElement>(`[data-pane="${name}"]`);
  return pane !== null && isCovered(pane);
}

/** Focuses what a pane marked as its first concern, or the pane itself. */
export function focusPane(pane: HTMLElement): void {
  const wanted = [...pane.querySelectorAll<HTMLElement>('[data-pane-focus]')].find(
    (element) => element.offsetParent !== null,
  );
  (wanted ?? pane).focus();
}

/** From the pane that has the focus to the next (1) or the one before (-1), around the end. */
export function focusNextPane(by: 1 | -1): void {
  const panes = panesOnScreen(document);
  const present = panes.findIndex((pane) => pane.contains(document.activeElement));
  const next = present === -1 ? (by === 1 ? 0 : panes.length - 1) : (present + by + panes.length) % panes.length;
  const pane = panes[next];
  if (pane) focusPane(pane);
}

/** Focuses a pane by its landmark's name in lower case. */
export function focusPaneNamed(name: string): void {
  const pane = document.querySelector<HTMLElement>(`[data-pane="${name}"]`);
  if (pane) focusPane(pane);
}
