import { useCallback, useMemo } from 'react';
import { clocksOf } from '#shared/domain/clocks.ts';
import { isOver } from '#shared/domain/lifecycle.ts';
import { ErrorNote, PanelGroup, Skeleton, useNow } from '../../../components/index.ts';
import { useStore, useZonedTime } from '../../../store/index.ts';
import { DueNote } from '../DueNote.tsx';
import { FileProblems } from '../FileProblems.tsx';
import type { ResponseProps } from '../section-props.ts';
import { useLoaded } from '../use-loaded.ts';
import { PublishedList } from './PublishedList.tsx';
import { UpdateComposer } from './UpdateComposer.tsx';
import { dueOf } from './update-due.ts';

const MINUTE = 60_000;

/** What others are told: when the next update is due, writing it, and what was published. */
export function UpdatesSection({ incident, taxonomy }: ResponseProps) {
  const load = useStore((state) => state.loadUpdateTemplates);
  const { id, eventCount } = incident;
  // Defaults hold times and figures: they are asked for again with each event, and each minute.
  const minute = Math.floor(useNow() / MINUTE);
  const revision = eventCount + minute;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another revision is another answer
  const templates = useLoaded(useCallback(() => load(id), [load, id, revision]));
  return (
    <>
      <PanelGroup title="Next update" status={<UpdateDue incident={incident} taxonomy={taxonomy} />}>
        {templates.kind === 'failed' && (
          <div className="px-4 pb-4">
            <ErrorNote message={templates.problem.message} action={templates.problem.action} />
          </div>
        )}
        {templates.kind === 'loading' && <Skeleton className="mx-4 mb-4 h-60" />}
        {templates.kind === 'ready' && (
          <>
            <FileProblems problems={templates.value.problems} />
            <UpdateComposer
              key={id}
              incident={incident}
              taxonomy={taxonomy}
              templates={templates.value.items}
              revision={revision}
            />
          </>
        )}
      </PanelGroup>
      <PublishedList incident={incident} />
    </>
  );
}

function UpdateDue({ incident, taxonomy }: ResponseProps) {
  const now = useNow();
  const time = useZonedTime();
  const due = useMemo(() => {
    const clock = clocksOf(incident, taxonomy, now).find(({ kind, id }) => kind === 'target' && id === 'update');
    return dueOf(clock, time.minutes);
  }, [incident, taxonomy, now, time]);
  if (due) {
    return (
      <span className="pr-2">
        <DueNote {...due} />
      </span>
    );
  }
  return (
    <span className="pr-2 text-small text-ink-2">
      {isOver(incident.status) ? 'none due: it is over' : `${incident.severity} asks for none`}
    </span>
  );
}
