import { type KeyboardEvent, useCallback } from 'react';
import { ErrorNote, Skeleton } from '../../../components/index.ts';
import { useStore } from '../../../store/index.ts';
import { RunbookChecklists } from '../../runbooks/index.ts';
import { FileProblems } from '../FileProblems.tsx';
import type { ResponseProps } from '../section-props.ts';
import { useLoaded } from '../use-loaded.ts';
import { ChecklistGroup } from './ChecklistGroup.tsx';

/** What has to be looked at first, what decides the severity, and what has to hold before "resolved". */
export function ChecklistsSection({ incident, taxonomy }: ResponseProps) {
  const load = useStore((state) => state.loadChecklists);
  const lists = useLoaded(useCallback(() => load(incident.id), [load, incident.id]));
  if (lists.kind === 'failed') {
    return (
      <div className="p-4">
        <ErrorNote message={lists.problem.message} action={lists.problem.action} />
      </div>
    );
  }
  if (lists.kind === 'loading') return <Skeleton className="m-4 h-40" />;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: arrows are a shorter way between boxes that Tab reaches too
    <div onKeyDown={moveBetweenBoxes}>
      <FileProblems problems={lists.value.problems} />
      {lists.value.items.map((list) => (
        <ChecklistGroup key={list.id} list={list} incident={incident} taxonomy={taxonomy} />
      ))}
      <RunbookChecklists incident={incident} />
    </div>
  );
}

function moveBetweenBoxes(event: KeyboardEvent<HTMLElement>) {
  const { target, key, currentTarget } = event;
  if (!(target instanceof HTMLInputElement) || target.type !== 'checkbox') return;
  const boxes = [...currentTarget.querySelectorAll<HTMLInputElement>('input[type="checkbox"]')];
  const at = boxes.indexOf(target);
  const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: boxes.length - 1 }[key];
  if (next === undefined) return;
  event.preventDefault();
  boxes[next]?.focus();
}
