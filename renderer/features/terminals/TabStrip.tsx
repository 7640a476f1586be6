import { type DragEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react';
import type { Session } from '#shared/contract/index.ts';
import type { Unseen } from '../../store/index.ts';
import { AllTabsMenu, NewTabMenu, type NewTabProps } from './NewTabMenu.tsx';
import { focusTab, Tab, type TabActions } from './Tab.tsx';
import { dropTab, neighbour } from './tab-list.ts';

interface Props extends TabActions, NewTabProps {
  readonly tabs: readonly Session[];
  readonly activeId: string | undefined;
  readonly shownIds: readonly string[];
  readonly unseen: Readonly<Record<string, Unseen>>;
  /** The tab whose name is being edited. */
  readonly renamingId: string | undefined;
  readonly onReorder: (sessionIds: readonly string[]) => void;
}

interface Drag {
  readonly sessionId: string;
  readonly over?: { readonly target: string; readonly behind: boolean };
}

/** The tabs of the terminals pane, and the button that opens another. */
export function TabStrip(props: Props) {
  const { tabs, activeId, shownIds, unseen, renamingId, onShow, onClose, onStartRename, onReorder } = props;
  const list = useRef<HTMLDivElement>(null);
  const [drag, setDrag] = useState<Drag>();

  // biome-ignore lint/correctness/useExhaustiveDependencies: a tab that moved has to stay in sight as well
  useEffect(() => {
    const strip = list.current;
    if (!strip || !activeId) return;
    const bringIntoSight = () =>
      strip
        .querySelector('[aria-selected="true"]')
        ?.parentElement?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    bringIntoSight();
    // So it has to when the window, the pane or the text gets another size.
    const resized = new ResizeObserver(bringIntoSight);
    resized.observe(strip);
    return () => resized.disconnect();
  }, [activeId, tabs]);

  const goal = (key: string, from: string) => {
    if (key === 'ArrowRight') return neighbour(tabs, from, 1);
    if (key === 'ArrowLeft') return neighbour(tabs, from, -1);
    if (key === 'Home') return tabs[0]?.sessionId;
    return key === 'End' ? tabs.at(-1)?.sessionId : undefined;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const plain = !event.ctrlKey && !event.altKey && !event.metaKey && !event.shiftKey;
    const focused = (event.target as HTMLElement).closest<HTMLElement>('[role="tab"]')?.dataset.session;
    if (focused === undefined || !plain) return;
    const to = goal(event.key, focused);
    if (to !== undefined) {
      onShow(to);
      focusTab(to);
    } else if (event.key === 'F2') onStartRename(focused);
    else if (event.key === 'Delete') onClose(focused);
    else return;
    event.preventDefault();
  };

  const onDragOver = (target: string) => (event: DragEvent<HTMLElement>) => {
    if (!drag) return;
    event.preventDefault();
    const { left, width } = event.currentTarget.getBoundingClientRect();
    setDrag({ ...drag, over: { target, behind: event.clientX > left + width / 2 } });
  };
  const onDrop = (event: DragEvent<HTMLElement>) => {
    event.preventDefault();
    const order = drag?.over && dropTab(tabs, drag.sessionId, drag.over);
    setDrag(undefined);
    if (order) onReorder(order);
  };

  return (
    <div className="-ml-2.5 flex min-w-0 flex-1 items-center gap-1">
      <div
        ref={list}
        role="tablist"
        aria-label="Terminal tabs"
        className="flex min-w-0 items-center gap-1 overflow-x-auto [scrollbar-width:none]"
        onKeyDown={onKeyDown}
        onWheel={(event) => {
          if (list.current && event.deltaX === 0) list.current.scrollLeft += event.deltaY;
        }}
      >
        {tabs.map((session, index) => (
          <Tab
            key={session.sessionId}
            {...props}
            session={session}
            index={index}
            active={session.sessionId === activeId}
            shown={shownIds.includes(session.sessionId)}
            renaming={session.sessionId === renamingId}
            unseen={unseen[session.sessionId]}
            drop={drag?.over?.target === session.sessionId ? (drag.over.behind ? 'behind' : 'before') : undefined}
            onDragStart={(event) => {
              event.dataTransfer.effectAllowed = 'move';
              event.dataTransfer.setData('text/plain', session.title);
              setDrag({ sessionId: session.sessionId });
            }}
            onDragOver={onDragOver(session.sessionId)}
            onDrop={onDrop}
            onDragEnd={() => setDrag(undefined)}
          />
        ))}
      </div>
      <NewTabMenu {...props} />
      {tabs.length > 4 && <AllTabsMenu tabs={tabs} activeId={activeId} unseen={unseen} onShow={onShow} />}
    </div>
  );
}
