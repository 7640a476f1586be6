import { useEffect } from 'react';
import { useStore } from '../../store/index.ts';
import { ActiveRunbook } from './ActiveRunbook.tsx';
import { focusRunbookPane } from './focus-pane.ts';
import { NoRunbook } from './NoRunbook.tsx';
import { useAttachCommands } from './use-runbook-commands.ts';

/** The runbooks attached to the incident on the screen, one at a time, beside the terminals they run in. */
export function RunbookPane() {
  const incidentId = useStore((state) => state.incidentId);
  const attached = useStore((state) => state.incident?.runbooks);
  const chosenId = useStore((state) => (incidentId === undefined ? undefined : state.activeRunbooks[incidentId]));
  const active = attached?.find(({ runbookId }) => runbookId === chosenId) ?? attached?.at(-1);
  useAttachCommands();

  // What somebody attached or brought to the front takes the place of what had the focus.
  const activeId = active?.runbookId;
  useEffect(() => {
    if (activeId !== undefined && activeId === chosenId && document.activeElement === document.body) focusRunbookPane();
  }, [activeId, chosenId]);

  return incidentId && active ? (
    <ActiveRunbook key={active.runbookId} incidentId={incidentId} attached={active} all={attached ?? []} />
  ) : (
    <NoRunbook incidentId={incidentId} />
  );
}
