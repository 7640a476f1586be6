import clsx from 'clsx';
import { memo, useState } from 'react';
import { assertNever } from '#shared/domain/assert-never.ts';
import type { TimelineEntry } from '#shared/domain/timeline.ts';
import type { ZonedTime } from '#shared/domain/zoned-time.ts';
import { AmendForm } from './AmendForm.tsx';
import { EntryBody } from './EntryBody.tsx';
import { EntryHistory } from './EntryHistory.tsx';
import { EntryIcon } from './EntryIcon.tsx';
import { EntryTools } from './EntryTools.tsx';
import { describeTime, type EntryActions, type EntryTask } from './entry-actions.ts';
import { RetractForm } from './RetractForm.tsx';
import { TimeForm } from './TimeForm.tsx';
import { WithdrawnBody } from './WithdrawnBody.tsx';

interface Props {
  readonly entry: TimelineEntry;
  readonly time: ZonedTime;
  /** Shown above the row where a new day begins. */
  readonly day: string | undefined;
  /** It has the focus, or had it last. */
  readonly current: boolean;
  /** Somebody was brought here. */
  readonly marked: boolean;
  readonly task: EntryTask | undefined;
  readonly historyOpen: boolean;
  readonly menuOpen: boolean;
  readonly onMenu: (open: boolean) => void;
  readonly actions: EntryActions;
}

/** One entry: when, what kind, what, and by whom; what can be done to it is done in its place. */
export const EntryRow = memo(function EntryRow(props: Props) {
  const { entry, time, day, current, marked, task, historyOpen, menuOpen, onMenu, actions } = props;
  // The buttons of a row are made when somebody comes near: a long list scrolls past many rows.
  const [near, setNear] = useState(false);
  const withdrawn = entry.purged !== undefined || entry.retracted !== undefined;
  return (
    <div
      onPointerEnter={() => setNear(true)}
      onPointerLeave={() => setNear(false)}
      className={clsx(
        '@container/entry transition-colors',
        marked
          ? 'bg-accent-bg shadow-[inset_3px_0_0_var(--accent)]'
          : entry.pinned && !withdrawn
            ? 'bg-accent-bg'
            : current && 'bg-raised',
      )}
    >
      {day && (
        <p className="flex items-center gap-3 bg-pane px-3.5 pt-2 pb-1 text-small text-ink-3">
          <span className="figure">{day}</span>
          <span className="h-px flex-1 bg-line" />
        </p>
      )}
      <div className="relative grid grid-cols-[4.5rem_1.5rem_minmax(0,1fr)] gap-x-1 px-3.5 py-2 @max-[14rem]/entry:grid-cols-[1.5rem_minmax(0,1fr)]">
        <time
          dateTime={new Date(entry.occurredAt).toISOString()}
          title={describeTime(entry, time)}
          className="figure pt-px text-small leading-5 text-ink-2 @max-[14rem]/entry:col-span-2"
        >
          {time.seconds(entry.occurredAt)}
        </time>
        <span className="pt-0.5">
          <EntryIcon entry={entry} />
        </span>
        <div className="min-w-0">
          {withdrawn ? (
            <WithdrawnBody entry={entry} time={time} actions={actions} />
          ) : (
            <EntryBody entry={entry} historyOpen={historyOpen} actions={actions} />
          )}
          {historyOpen && <EntryHistory entry={entry} time={time} />}
        </div>
        {task !== undefined && (
          <div className="col-span-full">
            <TaskForm task={task} entry={entry} time={time} onClose={() => actions.begin(entry.eventId, undefined)} />
          </div>
        )}
        {(near || current || menuOpen) && task === undefined && (
          <EntryTools
            entry={entry}
            actions={actions}
            historyOpen={historyOpen}
            menuOpen={menuOpen}
            onMenu={onMenu}
            visible={near || menuOpen}
          />
        )}
      </div>
    </div>
  );
});

interface TaskProps {
  readonly task: EntryTask;
  readonly entry: TimelineEntry;
  readonly time: ZonedTime;
  readonly onClose: () => void;
}

function TaskForm({ task, ...rest }: TaskProps) {
  switch (task) {
    case 'amend':
      return <AmendForm {...rest} />;
    case 'change time':
      return <TimeForm {...rest} />;
    case 'retract':
      return <RetractForm {...rest} />;
    default:
      return assertNever(task);
  }
}
