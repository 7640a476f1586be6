/** What of a keyboard event decides which command it means. */
export type KeyPress = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>;

/**
 * Whether a key press is `keys`, as commands write them: "Mod+Shift+D", "F6", "d", "?". Mod is Ctrl, and Command on a
 * Mac, and Plus the key of + and =. For a printed character such as "?" Shift does not count: which keys make it depends on the layout.
 */
export function matchesKeys(press: KeyPress, keys: string, mac: boolean): boolean {
  const parts = keys.split('+');
  const key = parts.at(-1) ?? '';
  const wants = (name: string) => parts.slice(0, -1).includes(name);
  const mod = mac ? press.metaKey : press.ctrlKey;
  const otherMod = mac ? press.ctrlKey : press.metaKey;
  if (mod !== wants('Mod') || otherMod || press.altKey !== wants('Alt')) return false;
  if (key === 'Plus') return press.key === '+' || press.key === '=';
  const printed = key.length === 1 && !/[a-z0-9]/i.test(key);
  if (!printed && press.shiftKey !== wants('Shift')) return false;
  if (/^\d$/.test(key)) return press.code === `Digit${key}` || press.key === key;
  return press.key.toLowerCase() === key.toLowerCase();
}

/** A key that would be typed: it is a command only where nothing is being typed. */
export function isPlainKey(keys: string): boolean {
  return !keys.includes('Mod+') && !keys.includes('Alt+') && !/^(Shift\+)?F\d+$/.test(keys);
}
