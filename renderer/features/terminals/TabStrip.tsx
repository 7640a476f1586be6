import clsx from 'clsx';
import { Plus, X } from 'lucide-react';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import type { Session } from '#shared/contract/index.ts';
import { IconButton, Menu, MenuItem, MenuLabel, MenuSeparator } from '../../components/index.ts';
import { neighbour, type TabState, tabState } from './tab-list.ts';

export interface RunbookChoice {
  readonly runbookId: string;
  readonly title: string;
}

interface Props {
  readonly tabs: readonly Session[];
  readonly activeId: string | undefined;
  /** The runbooks of the incident, from which a tab can be opened. */
  readonly runbooks: readonly RunbookChoice[];
  /** The tab whose name is being edited. */
  readonly renamingId: string | undefined;
  readonly onShow: (sessionId: string) => void;
  readonly onClose: (sessionId: string) => void;
  readonly onStartRename: (sessionId: string | undefined) => void;
  readonly onRename: (sessionId: string, title: string) => void;
  readonly onOpen: (runbook?: RunbookChoice) => void;
}

const dots: Record<TabState['tone'], string> = {
  idle: 'bg-ink-3',
  busy: 'bg-accent',
  ok: 'bg-ok',
  failed: 'bg-crit',
  gone: 'border border-ink-3',
};

/** The tabs of the terminals pane, and the button that opens another. */
export function TabStrip(props: Props) {
  const { tabs, activeId, onShow, onClose, onStartRename } = props;
  const list = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (activeId)
      list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [activeId]);

  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    const focused = (event.target as HTMLElement).closest<HTMLElement>('[role="tab"]')?.dataset.session;
    if (focused === undefined) return;
    if (step !== 0) {
      const next = neighbour(tabs, focused, step);
      if (!next) return;
      onShow(next);
      list.current?.querySelector<HTMLElement>(`[data-session="${next}"]`)?.focus();
    } else if (event.key === 'F2') onStartRename(focused);
    else if (event.key === 'Delete') onClose(focused);
    else return;
    event.preventDefault();
  };

  return (
    <div className="-ml-2.5 flex min-w-0 flex-1 items-center gap-1">
      <div
        ref={list}
        role="tablist"
        aria-label="Terminal tabs"
        className="flex min-w-0 items-center gap-1 overflow-x-auto [scrollbar-width:none]"
        onKeyDown={onKeyDown}
      >
        {tabs.map((session, index) => (
          <Tab key={session.sessionId} {...props} session={session} index={index} />
        ))}
      </div>
      <NewTabMenu runbooks={props.runbooks} onOpen={props.onOpen} />
    </div>
  );
}

function Tab(props: Props & { readonly session: Session; readonly index: number }) {
  const { session, index, activeId, renamingId, onShow, onClose, onStartRename, onRename } = props;
  const active = session.sessionId === activeId;
  const { tone, word } = tabState(session);
  const unrecorded = session.integration === 'none';
  return (
    <div
      className={clsx(
        'group/tab flex h-7.5 shrink-0 items-center rounded-md border pl-2.5',
        active ? 'border-line-strong bg-raised' : 'border-transparent hover:bg-hover',
      )}
    >
      {renamingId === session.sessionId ? (
        <RenameField
          title={session.title}
          onDone={(title) => {
            onStartRename(undefined);
            // Its button is back with the next frame.
            requestAnimationFrame(() =>
              document.querySelector<HTMLElement>(`[data-session="${session.sessionId}"]`)?.focus(),
            );
            if (title !== undefined) onRename(session.sessionId, title);
          }}
        />
      ) : (
        <button
          type="button"
          role="tab"
          aria-selected={active}
          aria-keyshortcuts="Delete F2"
          aria-controls={`terminal-${session.sessionId}`}
          tabIndex={active ? 0 : -1}
          data-session={session.sessionId}
          title={`${session.title}: ${word}${unrecorded ? '; commands not recorded' : ''}${index < 9 ? ` (Alt+${index + 1})` : ''}`}
          className={clsx(
            'flex h-full max-w-44 items-center gap-2 rounded-sm pr-1',
            active ? 'font-medium text-ink' : 'text-ink-2',
            session.state === 'exited' && 'text-ink-3',
          )}
          onClick={() => onShow(session.sessionId)}
          onDoubleClick={() => onStartRename(session.sessionId)}
        >
          <span aria-hidden className={clsx('size-1.5 shrink-0 rounded-full', dots[tone])} />
          <span className="truncate">{session.title}</span>
          <span className="sr-only">, {word}</span>
        </button>
      )}
      {/* A list of tabs may hold nothing but tabs: by keyboard and for readers, Delete on the tab closes it. */}
      <button
        type="button"
        aria-hidden="true"
        title={`Close ${session.title}`}
        tabIndex={-1}
        className={clsx(
          'mr-0.5 flex size-7 items-center justify-center rounded-sm text-ink-3 hover:bg-hover hover:text-ink',
          !active && 'opacity-0 group-hover/tab:opacity-100',
        )}
        onClick={() => onClose(session.sessionId)}
      >
        <X aria-hidden className="size-3.5" strokeWidth={2} />
      </button>
    </div>
  );
}

function RenameField(props: { readonly title: string; readonly onDone: (title: string | undefined) => void }) {
  const { title, onDone } = props;
  const [text, setText] = useState(title);
  const done = useRef(false);
  // Enter and Escape take the field away, which blurs it: only the first of them counts.
  const finish = (next: string | undefined) => {
    if (done.current) return;
    done.current = true;
    onDone(next !== undefined && next.trim() !== '' && next.trim() !== title ? next.trim() : undefined);
  };
  return (
    <input
      aria-label="Name of the tab"
      // biome-ignore lint/a11y/noAutofocus: the person just asked to type here
      autoFocus
      value={text}
      maxLength={200}
      className="h-6 w-32 rounded-sm border border-edge bg-pane px-1.5"
      onFocus={(event) => event.target.select()}
      onChange={(event) => setText(event.target.value)}
      onBlur={() => finish(text)}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === 'Enter') finish(text);
        else if (event.key === 'Escape') finish(undefined);
      }}
    />
  );
}

function NewTabMenu({ runbooks, onOpen }: Pick<Props, 'runbooks' | 'onOpen'>) {
  if (runbooks.length === 0) {
    return <IconButton icon={Plus} label="New terminal" shortcut="Ctrl+Shift+T" onClick={() => onOpen()} />;
  }
  return (
    <Menu trigger={<IconButton icon={Plus} label="New terminal" />}>
      <MenuItem shortcut="Ctrl+Shift+T" onSelect={() => onOpen()}>
        New shell
      </MenuItem>
      <MenuSeparator />
      <MenuLabel>From a runbook</MenuLabel>
      {runbooks.map((runbook) => (
        <MenuItem key={runbook.runbookId} onSelect={() => onOpen(runbook)}>
          {runbook.title}
        </MenuItem>
      ))}
    </Menu>
  );
}
