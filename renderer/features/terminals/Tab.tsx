import clsx from 'clsx';
import { BellRing, X } from 'lucide-react';
import type { DragEvent } from 'react';
import type { Session } from '#shared/contract/index.ts';
import type { Unseen } from '../../store/index.ts';
import { Prod } from './Prod.tsx';
import { profileColours } from './profile-colour.ts';
import { RecordingSign } from './RecordingMenu.tsx';
import { RenameField } from './RenameField.tsx';
import { StateSign } from './StateSign.tsx';
import { recordingState, tabState } from './tab-list.ts';

export interface TabActions {
  readonly onShow: (sessionId: string) => void;
  readonly onClose: (sessionId: string) => void;
  readonly onStartRename: (sessionId: string | undefined) => void;
  readonly onRename: (sessionId: string, title: string) => void;
  readonly onMenu: (sessionId: string, at: DOMRect) => void;
}

interface Props extends TabActions {
  readonly session: Session;
  readonly index: number;
  /** It takes the keys. */
  readonly active: boolean;
  /** It can be seen in a split, though another one takes the keys. */
  readonly shown: boolean;
  readonly renaming: boolean;
  readonly unseen: Unseen | undefined;
  /** Where a dragged tab would go. */
  readonly drop: 'before' | 'behind' | undefined;
  readonly onDragStart: (event: DragEvent<HTMLElement>) => void;
  readonly onDragOver: (event: DragEvent<HTMLElement>) => void;
  readonly onDrop: (event: DragEvent<HTMLElement>) => void;
  readonly onDragEnd: () => void;
}

/** One tab: how its shell stands, its name, and what a person has to know before they go there. */
export function Tab(props: Props) {
  const { session, index, active, shown, renaming, unseen, drop } = props;
  const { sessionId, title } = session;
  const { tone, word } = tabState(session);
  const recording = recordingState(session);
  const said = [
    word,
    session.production && 'production',
    recording.kind !== 'over' && recording.words,
    unseen?.finished && 'long command finished',
    unseen?.bell && 'bell',
    unseen?.output && 'new output',
  ].filter(Boolean);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dragging has its keys, Ctrl+Shift+Left and Right
    <div
      draggable={!renaming}
      onDragStart={props.onDragStart}
      onDragOver={props.onDragOver}
      onDrop={props.onDrop}
      onDragEnd={props.onDragEnd}
      className={clsx(
        'group/tab relative flex h-7.5 max-w-full shrink-0 items-center overflow-hidden rounded-md border pl-2.5',
        !active && 'pr-1.5',
        active ? 'border-line-strong bg-raised' : shown ? 'border-line' : 'border-transparent hover:bg-hover',
        session.colour && profileColours[session.colour],
        drop === 'before' && 'shadow-[inset_2px_0_var(--accent)]',
        drop === 'behind' && 'shadow-[inset_-2px_0_var(--accent)]',
      )}
    >
      {(session.production || session.colour) && (
        <span
          aria-hidden
          className={clsx('absolute inset-y-0 left-0 w-1', session.production ? 'bg-crit-solid' : 'bg-(--profile)')}
        />
      )}
      {renaming ? (
        <RenameField
          title={title}
          onDone={(next) => {
            props.onStartRename(undefined);
            // Its button is back with the next frame.
            requestAnimationFrame(() => focusTab(sessionId));
            if (next !== undefined) props.onRename(sessionId, next);
          }}
        />
      ) : (
        <button
          type="button"
          role="tab"
          aria-selected={active}
          aria-keyshortcuts="Delete F2 Control+Shift+ArrowLeft Control+Shift+ArrowRight"
          aria-controls={`terminal-${sessionId}`}
          tabIndex={active ? 0 : -1}
          data-session={sessionId}
          title={`${title}: ${said.join('; ')}; in ${session.cwd}${index < 9 ? ` (Alt+${index + 1})` : ''}`}
          className={clsx(
            'flex h-full max-w-52 min-w-0 items-center gap-1.5 rounded-sm pr-1',
            active ? 'font-medium text-ink' : 'text-ink-2',
            session.state === 'exited' && 'text-ink-3',
          )}
          onClick={() => props.onShow(sessionId)}
          onDoubleClick={() => props.onStartRename(sessionId)}
          onAuxClick={(event) => event.button === 1 && props.onClose(sessionId)}
          onContextMenu={(event) => {
            event.preventDefault();
            props.onMenu(sessionId, event.currentTarget.getBoundingClientRect());
          }}
        >
          <StateSign tone={tone} />
          <span className="truncate">{title}</span>
          {session.production && <Prod />}
          {recording.kind !== 'everything' && recording.kind !== 'over' && <RecordingSign session={session} />}
          {(unseen?.bell || unseen?.finished) && (
            <BellRing aria-hidden className="size-3.5 shrink-0 text-warn" strokeWidth={2} />
          )}
          {unseen?.output && <span aria-hidden className="size-1.5 shrink-0 rounded-full bg-accent" />}
          <span className="sr-only">, {said.join(', ')}</span>
        </button>
      )}
      {/* A list of tabs may hold nothing but tabs: by keyboard and for readers, Delete on the tab closes it. The others
          have no cross: there is no room for it beside a short name, and one that covers it is pressed by mistake. */}
      {active && (
        <button
          type="button"
          aria-hidden="true"
          title={`Close ${title}`}
          tabIndex={-1}
          className="mr-0.5 flex size-7 items-center justify-center rounded-sm text-ink-3 hover:bg-hover hover:text-ink"
          onClick={() => props.onClose(sessionId)}
        >
          <X aria-hidden className="size-3.5" strokeWidth={2} />
        </button>
      )}
    </div>
  );
}

export function focusTab(sessionId: string): void {
  document.querySelector<HTMLElement>(`[role="tab"][data-session="${sessionId}"]`)?.focus();
}
