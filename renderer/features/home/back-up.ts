import { formatQuantity } from '#shared/domain/metrics/format.ts';
import { plural } from '#shared/domain/plural.ts';
import type { WarRoomStore } from '../../store/index.ts';

/** Writes a backup and says where it lies, or why there is none. */
export async function backUp(store: WarRoomStore): Promise<void> {
  if (store.getState().backup.kind === 'busy') return;
  const { showToast, backUpJournal } = store.getState();
  const task = await backUpJournal();
  if (task.kind === 'done') {
    const { path, bytes, events } = task.value;
    showToast({
      tone: 'ok',
      message: `${plural(events, 'event')} backed up, ${formatQuantity(bytes, 'bytes')}`,
      detail: path,
    });
  } else if (task.kind === 'failed') {
    const { message, action } = task.problem;
    showToast({ tone: 'critical', message, detail: action });
  }
}
