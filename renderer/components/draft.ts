/** What of the web's storage is needed here. */
export type DraftStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

const key = (name: string) => `draft ${name}`;

/** What was typed under a name, an incident's or an entry's id, and is not recorded yet. It survives a reload of the page. */
export function readDraft(storage: DraftStorage, name: string): string {
  try {
    return storage.getItem(key(name)) ?? '';
  } catch {
    return '';
  }
}

/** Never throws: a full storage only costs the draft its life over a reload. */
export function keepDraft(storage: DraftStorage, name: string, text: string): void {
  try {
    if (text === '') storage.removeItem(key(name));
    else storage.setItem(key(name), text);
  } catch {
    // The text is still in the editor.
  }
}
