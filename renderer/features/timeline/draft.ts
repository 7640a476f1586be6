/** What of the web's storage is needed here. */
export type DraftStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

const key = (incidentId: string) => `draft ${incidentId}`;

/** What was typed for an incident and is not on the timeline yet. It survives a reload of the page. */
export function readDraft(storage: DraftStorage, incidentId: string): string {
  try {
    return storage.getItem(key(incidentId)) ?? '';
  } catch {
    return '';
  }
}

/** Never throws: a full storage only costs the draft its life over a reload. */
export function keepDraft(storage: DraftStorage, incidentId: string, text: string): void {
  try {
    if (text === '') storage.removeItem(key(incidentId));
    else storage.setItem(key(incidentId), text);
  } catch {
    // The text is still in the editor.
  }
}
