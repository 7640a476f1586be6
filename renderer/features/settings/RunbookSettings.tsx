import { useEffect } from 'react';
import type { Settings } from '#shared/contract/index.ts';
import { useStore } from '../../store/index.ts';
import { PinRows } from './PinRows.tsx';
import { RiskRules } from './RiskRules.tsx';
import { RunbookFolders } from './RunbookFolders.tsx';

/** Where runbooks come from, which steps stand in the header, and by what rules commands are judged. It holds at once. */
export function RunbookSettings({ settings }: { readonly settings: Settings }) {
  const followRunbookPlaces = useStore((state) => state.followRunbookPlaces);
  useEffect(() => {
    const stop = new AbortController();
    followRunbookPlaces(stop.signal);
    return () => stop.abort();
  }, [followRunbookPlaces]);
  return (
    <div className="flex flex-col gap-5">
      <RunbookFolders given={settings.runbookFolders} />
      <PinRows pins={settings.pinnedSteps} />
      <RiskRules />
    </div>
  );
}
