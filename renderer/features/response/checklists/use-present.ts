import type { Incident } from '#shared/domain/incident.ts';
import { type Taxonomy, verificationLimits } from '#shared/domain/taxonomy.ts';
import { useNow } from '../../../components/index.ts';
import { useStore, useZonedTime } from '../../../store/index.ts';
import { type ChecklistItem, type Present, presentOf } from './present-value.ts';
import { WATCHED_ITEM, watchingOf } from './watching.ts';

/** What is known about an item at this moment; undefined where only a person can tell. */
export function usePresent(item: ChecklistItem, incident: Incident, taxonomy: Taxonomy): Present | undefined {
  const { panelId = '' } = item;
  const connected = useStore((state) => state.source.kind === 'connected');
  const panel = useStore((state) => state.panels?.find(({ id }) => id === panelId));
  const frame = useStore((state) => state.panelFrames[panelId]);
  const now = useNow();
  const time = useZonedTime();
  if (item.id === WATCHED_ITEM && item.panelId === undefined) {
    const minutes = verificationLimits(taxonomy).watchMinutes;
    return watchingOf(incident, { now, minutes, timeOf: time.minutes });
  }
  return presentOf(item, { connected, panel, frame, now });
}
