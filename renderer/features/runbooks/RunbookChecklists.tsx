import type { Incident } from '#shared/domain/incident.ts';
import type { Runbook } from '#shared/domain/runbook.ts';
import { PanelGroup, Progress } from '../../components/index.ts';
import { attachedKey, useStore } from '../../store/index.ts';
import { ItemCheck } from './ItemCheck.tsx';
import { ReadingContext } from './reading.ts';
import { itemTick } from './ticks.ts';

/** What the attached runbooks want to be checked off, one list each, beside the checklists of the incident. */
export function RunbookChecklists({ incident }: { readonly incident: Incident }) {
  const runbooks = useStore((state) => state.runbooks);
  return incident.runbooks.map(({ runbookId }) => {
    const state = runbooks[attachedKey(incident.id, runbookId)];
    if (state?.kind !== 'ready' || state.runbook.items.length === 0) return null;
    return <RunbookList key={runbookId} incident={incident} runbook={state.runbook} />;
  });
}

function RunbookList({ incident, runbook }: { readonly incident: Incident; readonly runbook: Runbook }) {
  const showOverlay = useStore((state) => state.showOverlay);
  const { items } = runbook;
  const done = items.filter(({ id }) => itemTick(incident.checklists, runbook.id, id)?.checked).length;
  const onRunbook = (show: string) => showOverlay({ kind: 'library', show });
  return (
    <PanelGroup
      title={runbook.title}
      status={
        <span className="pr-2">
          <Progress label={`${runbook.title}: items checked`} done={done} total={items.length} />
        </span>
      }
    >
      <ReadingContext value={{ runbook, incidentId: incident.id, values: incident.parameters, onRunbook }}>
        <ul aria-label={runbook.title} className="pb-1.5">
          {items.map((item) => (
            <li key={item.id} className="px-4 hover:bg-hover">
              <ItemCheck item={item} />
            </li>
          ))}
        </ul>
      </ReadingContext>
    </PanelGroup>
  );
}
