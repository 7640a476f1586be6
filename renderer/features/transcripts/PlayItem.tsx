import { CirclePlay } from 'lucide-react';
import { useEffect, useState } from 'react';
import { MenuItem } from '../../components/index.ts';
import { useStore } from '../../store/index.ts';
import type { Place } from './RecordingsDialog.tsx';

/** In the menu of a command's entry, where its terminal was recorded: plays it from there. */
export function PlayItem({ eventId }: { readonly eventId: string }) {
  const incidentId = useStore((state) => state.incidentId);
  const locateCommand = useStore((state) => state.locateCommand);
  const showOverlay = useStore((state) => state.showOverlay);
  const [place, setPlace] = useState<Place>();
  useEffect(() => {
    let gone = false;
    void locateCommand(incidentId, eventId).then((answer) => {
      if (answer.ok && !gone) setPlace(answer.value);
    });
    return () => {
      gone = true;
    };
  }, [incidentId, eventId, locateCommand]);
  if (!place) return null;
  return (
    <MenuItem icon={CirclePlay} onSelect={() => showOverlay({ kind: 'recordings', place })}>
      Play from here
    </MenuItem>
  );
}
