/** What of a key press decides whom it belongs to. */
export type KeyPress = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'shiftKey' | 'altKey' | 'metaKey'>;

export type TerminalKey =
  | { readonly kind: 'leave' }
  | { readonly kind: 'step'; readonly by: 1 | -1 }
  | { readonly kind: 'tab'; readonly index: number }
  | { readonly kind: 'copy' }
  | { readonly kind: 'find' }
  | { readonly kind: 'new' }
  | { readonly kind: 'close' };

/**
 * The keys that the terminals pane keeps for itself. Everything else, Escape and Tab included, belongs to the program
 * in the terminal, which is why F6 must not: it is the way out for people without a mouse.
 */
export function terminalKey(press: KeyPress): TerminalKey | undefined {
  const { ctrlKey, shiftKey, altKey, metaKey } = press;
  if (metaKey) return undefined;
  if (press.key === 'F6' && !altKey) return { kind: 'leave' };
  if (ctrlKey && !shiftKey && !altKey) {
    if (press.key === 'PageUp') return { kind: 'step', by: -1 };
    if (press.key === 'PageDown') return { kind: 'step', by: 1 };
    return undefined;
  }
  if (altKey && !ctrlKey && !shiftKey) {
    const digit = /^Digit([1-9])$/.exec(press.code)?.[1];
    return digit === undefined ? undefined : { kind: 'tab', index: Number(digit) - 1 };
  }
  if (ctrlKey && shiftKey && !altKey) {
    if (press.code === 'KeyC') return { kind: 'copy' };
    if (press.code === 'KeyF') return { kind: 'find' };
    if (press.code === 'KeyT') return { kind: 'new' };
    if (press.code === 'KeyX') return { kind: 'close' };
  }
  return undefined;
}

/** Keys that the shell around the panes handles, wherever the focus is: the palette, and the text size. */
function isWindowKey({ ctrlKey, metaKey, shiftKey, altKey, code }: KeyPress): boolean {
  const modified = ctrlKey !== metaKey && !altKey;
  return modified && ((shiftKey && code === 'KeyP') || (metaKey && code === 'KeyK'));
}

/** True for keys that must not reach the program. */
export function isAppKey(press: KeyPress): boolean {
  return terminalKey(press) !== undefined || isWindowKey(press);
}
