import clsx from 'clsx';
import { CircleCheck, Ellipsis, Pencil, RotateCcw, X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { Incident, TrackedActionItem } from '#shared/domain/incident.ts';
import { isWebAddress } from '#shared/domain/team.ts';
import { Badge, ErrorNote, IconButton, Menu, MenuItem, useAttempt } from '../../../components/index.ts';
import { useStore } from '../../../store/index.ts';
import { WebLink } from '../../links/index.ts';
import { When } from '../When.tsx';
import { ActionForm } from './ActionForm.tsx';
import { dayWords } from './action-words.ts';
import { CloseForm } from './CloseForm.tsx';

interface Props {
  readonly item: TrackedActionItem;
  readonly incident: Incident;
  /** `2026-11-21`. */
  readonly today: string;
  /** It was added a moment ago, and its details come next. */
  readonly justAdded: boolean;
  readonly onSeen: () => void;
  /** Its details were given, or left for later: the next one can be added. */
  readonly onDetailed: () => void;
}

type Task = 'edit' | 'done' | 'dropped';

/** One action item, and what can be done with it in its place. */
export function ActionRow({ item, incident, today, justAdded, onSeen, onDetailed }: Props) {
  const change = useStore((state) => state.change);
  const [task, setTask] = useState<Task | undefined>(justAdded ? 'edit' : undefined);
  const { busy, problem, attempt } = useAttempt();
  const menu = useRef<HTMLButtonElement>(null);
  const hadTask = useRef(false);
  const fresh = useRef(justAdded);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when it is new
  useEffect(() => {
    if (justAdded) onSeen();
  }, []);
  useEffect(() => {
    if (hadTask.current && task === undefined) {
      if (fresh.current) onDetailed();
      else menu.current?.focus();
      fresh.current = false;
    }
    hadTask.current = task !== undefined;
  }, [task, onDetailed]);
  const open = item.state === 'open';
  const close = () => setTask(undefined);

  if (task === 'edit') {
    return (
      <div className="bg-raised px-4 py-3">
        <ActionForm item={item} incident={incident} today={today} fresh={justAdded} onClose={close} />
      </div>
    );
  }
  return (
    <div className="group/row hover:bg-hover">
      <div className="flex items-start gap-2.5 py-1.5 pr-2 pl-4">
        <span className={clsx('figure w-6 shrink-0 py-1 text-small', open ? 'text-ink-2' : 'text-ink-3')}>
          {item.priority}
        </span>
        <div className="min-w-0 flex-1 py-1 wrap-anywhere">
          <p className={clsx(open ? 'font-medium' : 'text-ink-2')}>{item.title}</p>
          {open ? <OpenFacts item={item} today={today} /> : <ClosedFacts item={item} />}
          {item.link && (
            <p className="text-small">{isWebAddress(item.link) ? <WebLink target={item.link} /> : item.link}</p>
          )}
        </div>
        {open && (
          <IconButton
            icon={CircleCheck}
            label={`Done: ${item.title}`}
            disabled={busy}
            onClick={() => setTask('done')}
          />
        )}
        <Menu
          align="end"
          trigger={<IconButton ref={menu} icon={Ellipsis} label={`More for: ${item.title}`} disabled={busy} />}
        >
          {open ? (
            <>
              <MenuItem icon={Pencil} onSelect={() => setTask('edit')}>
                Edit
              </MenuItem>
              <MenuItem icon={CircleCheck} onSelect={() => setTask('done')}>
                Close as done
              </MenuItem>
              <MenuItem icon={X} hint="Nobody will do it" onSelect={() => setTask('dropped')}>
                Drop
              </MenuItem>
            </>
          ) : (
            <MenuItem
              icon={RotateCcw}
              onSelect={() =>
                void attempt(change('changeActionItem', { itemId: item.itemId, changes: { reopened: true } }))
              }
            >
              Open again
            </MenuItem>
          )}
        </Menu>
      </div>
      {(task === 'done' || task === 'dropped') && (
        <div className="pr-4 pb-3 pl-12.5">
          <CloseForm item={item} outcome={task} onClose={close} />
        </div>
      )}
      {problem && (
        <div className="pr-4 pb-2 pl-12.5">
          <ErrorNote plain message={problem.message} action={problem.action} />
        </div>
      )}
    </div>
  );
}

/** Who, until when, and what it is for; what nobody has said yet is marked, and no more than that. */
function OpenFacts({ item, today }: { readonly item: TrackedActionItem; readonly today: string }) {
  const due = item.dueOn === undefined ? undefined : dayWords(item.dueOn, today);
  return (
    <p className="flex flex-wrap items-center gap-x-1.5 text-small text-ink-2">
      {item.owner ?? <span className="text-warn">no owner</span>}
      <span aria-hidden>·</span>
      {due ? (
        due.late ? (
          <Badge tone="critical" {...(item.dueOn && { title: `Was due ${item.dueOn}` })}>
            {due.words}
          </Badge>
        ) : (
          due.words
        )
      ) : (
        <span className="text-warn">no date</span>
      )}
      <span aria-hidden>·</span>
      {`${item.itemKind}, ${item.horizon}`}
    </p>
  );
}

function ClosedFacts({ item }: { readonly item: TrackedActionItem }) {
  return (
    <p className="text-small text-ink-2">
      <span className={item.state === 'done' ? 'text-ok' : undefined}>{item.state}</span>
      {item.closedAt !== undefined && (
        <>
          {' '}
          <When at={item.closedAt} />
        </>
      )}
      {[item.owner, item.reason].filter(Boolean).map((fact) => ` · ${fact}`)}
    </p>
  );
}
