import { useEffect, useRef } from 'react';
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
  const asked = useRef(false);
  useAttachCommands();

  // The offer to attach one goes when it was taken, and the focus that stood on it with it.
  const activeId = active?.runbookId;
  useEffect(() => {
    if (activeId === undefined || !asked.current || document.activeElement !== document.body) return;
    asked.current = false;
    focusRunbookPane();
  }, [activeId]);

  return incidentId && active ? (
    <ActiveRunbook key={active.runbookId} incidentId={incidentId} attached={active} all={attached ?? []} />
  ) : (
    <NoRunbook
      incidentId={incidentId}
      onAttach={() => {
        asked.current = true;
      }}
    />
  );
}
