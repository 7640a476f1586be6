const isMac = typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.platform);

/** "Mod+Shift+D" as a person reads it: "Ctrl Shift D", or "⌘ ⇧ D" on a Mac. */
export function printKeys(keys: string, mac = isMac): string {
  const arrows = { ArrowLeft: '←', ArrowRight: '→', ArrowUp: '↑', ArrowDown: '↓', Plus: '+' };
  const names: Readonly<Record<string, string>> = mac
    ? { ...arrows, Mod: '⌘', Shift: '⇧', Alt: '⌥', Ctrl: '⌃', Enter: '↵' }
    : { ...arrows, Mod: 'Ctrl' };
  return keys
    .split('+')
    .map((key) => names[key] ?? key)
    .join(' ');
}
