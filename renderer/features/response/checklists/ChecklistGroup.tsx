import type { Checklist } from '#shared/contract/index.ts';
import type { Incident } from '#shared/domain/incident.ts';
import { isOver } from '#shared/domain/lifecycle.ts';
import { Badge, PanelGroup, Progress, SimulatedMark } from '../../../components/index.ts';
import { useStore } from '../../../store/index.ts';
import type { ResponseProps } from '../section-props.ts';
import { ChecklistRow } from './ChecklistRow.tsx';

interface Props extends ResponseProps {
  readonly list: Checklist;
}

/** One list with how far it is. The list that the present status is about says so; none of them blocks anything. */
export function ChecklistGroup({ list, incident, taxonomy }: Props) {
  const ticks = incident.checklists[list.id] ?? {};
  const done = list.items.filter(({ id }) => ticks[id]?.checked).length;
  const open = done < list.items.length;
  const simulated = useStore(({ source }) => source.kind === 'connected' && source.source.kind === 'simulated');
  return (
    <PanelGroup
      title={list.title}
      status={
        <span className="flex items-center gap-3 pr-2">
          {simulated && list.items.some(({ panelId }) => panelId !== undefined) && <SimulatedMark />}
          {open && isDue(list, incident) && <Badge tone="accent">now</Badge>}
          <Progress label={`${list.title}: items checked`} done={done} total={list.items.length} />
        </span>
      }
    >
      {open && list.when === 'before resolved' && isOver(incident.status) && (
        <p className="px-4 pb-1.5 text-small text-warn">
          Resolved with {done} of {list.items.length} checked. What holds can still be ticked.
        </p>
      )}
      <ul aria-label={list.title} className="pb-1.5">
        {list.items.map((item) => (
          <ChecklistRow
            key={item.id}
            checklistId={list.id}
            item={item}
            tick={ticks[item.id]}
            incident={incident}
            taxonomy={taxonomy}
          />
        ))}
      </ul>
    </PanelGroup>
  );
}

function isDue({ when }: Checklist, { status }: Incident): boolean {
  if (when === 'before resolved') return status === 'monitoring';
  return status === 'detected' || status === 'investigating';
}
