import clsx from 'clsx';
import { X } from 'lucide-react';
import { Fragment, useLayoutEffect, useRef } from 'react';
import { Group, Panel, Separator } from 'react-resizable-panels';
import type { Session } from '#shared/contract/index.ts';
import { IconButton } from '../../components/index.ts';
import { type SplitTree, shownTabs } from '../../store/index.ts';
import { Prod } from './Prod.tsx';
import { RecordingSign } from './RecordingMenu.tsx';
import { StateSign } from './StateSign.tsx';
import { recordingState, tabState } from './tab-list.ts';

interface Props {
  readonly tree: SplitTree;
  /** From the root, indices of parts. */
  readonly path?: readonly number[];
  readonly tabs: readonly Session[];
  readonly activeId: string;
  /** The element in which a tab's terminal lives; it is put where the tab is shown. */
  readonly hostOf: (sessionId: string) => HTMLElement;
  /** Where it goes when the tab is not shown any more. */
  readonly park: (host: HTMLElement) => void;
  readonly onResize: (path: readonly number[], sizes: readonly number[]) => void;
  readonly onFocus: (sessionId: string) => void;
  readonly onCloseSplit: (sessionId: string) => void;
}

/** Under these a terminal is of no use. */
const MIN_WIDTH = '9rem';
const MIN_HEIGHT = '5rem';

/** The tabs that are shown, side by side and above each other, with separators between them. */
export function SplitView(props: Props) {
  const { tree, path = [], tabs, onResize } = props;
  if (tree.kind === 'tab') {
    const session = tabs.find(({ sessionId }) => sessionId === tree.sessionId);
    return session ? <Place {...props} session={session} alone={path.length === 0} /> : null;
  }
  const ids = tree.parts.map((_, index) => `terminals-${[...path, index].join('-')}`);
  const row = tree.direction === 'row';
  const titleOf = (part: SplitTree | undefined) => {
    const first = part && shownTabs(part)[0];
    return tabs.find(({ sessionId }) => sessionId === first)?.title ?? '';
  };
  return (
    <Group
      // What stands in it decides over the sizes: another set of tabs is another group.
      key={shownTabs(tree).join()}
      orientation={row ? 'horizontal' : 'vertical'}
      className="size-full"
      defaultLayout={Object.fromEntries(ids.map((id, index) => [id, tree.sizes[index] ?? 0]))}
      onLayoutChanged={(sizes, { isUserInteraction }) => {
        if (isUserInteraction)
          onResize(
            path,
            ids.map((id) => sizes[id] ?? 0),
          );
      }}
    >
      {tree.parts.map((part, index) => (
        <Fragment key={ids[index]}>
          {index > 0 && (
            <Separator
              className="separator"
              aria-label={`${row ? 'Width' : 'Height'} of ${titleOf(tree.parts[index - 1])}`}
            />
          )}
          <Panel id={ids[index] ?? ''} minSize={row ? MIN_WIDTH : MIN_HEIGHT}>
            <SplitView {...props} tree={part} path={[...path, index]} />
          </Panel>
        </Fragment>
      ))}
    </Group>
  );
}

/** Where one tab is shown. Among several it has a line that says which, and takes it away. */
function Place(props: Props & { readonly session: Session; readonly alone: boolean }) {
  const { session, alone, activeId, hostOf, park, onFocus, onCloseSplit } = props;
  const { sessionId, title } = session;
  const slot = useRef<HTMLDivElement>(null);
  const host = hostOf(sessionId);
  useLayoutEffect(() => {
    const here = slot.current;
    here?.append(host);
    return () => {
      if (host.parentElement === here) park(host);
    };
  }, [host, park]);
  const active = sessionId === activeId;
  const recording = recordingState(session);
  const ordinary = recording.kind === 'everything' || recording.kind === 'over';
  return (
    <div className="flex size-full min-h-0 flex-col">
      {!alone && (
        <div
          className={clsx(
            '@container flex h-7 shrink-0 items-center gap-1.5 border-b pl-3.5 text-small',
            active ? 'border-accent bg-raised text-ink' : 'border-line bg-pane text-ink-2',
          )}
        >
          <button
            type="button"
            tabIndex={-1}
            title={`${title}: ${tabState(session).word}; ${recording.words}`}
            className="flex h-full min-w-0 flex-1 items-center gap-1.5"
            onClick={() => onFocus(sessionId)}
          >
            <StateSign tone={tabState(session).tone} />
            <span className={clsx('truncate', active && 'font-medium')}>{title}</span>
            {session.production && <Prod />}
            <span className="ml-auto flex shrink-0 items-center gap-1 text-ink-2">
              <RecordingSign session={session} />
              {/* Whole or not at all; what is out of the ordinary is said in less room. */}
              <span className={clsx('hidden', ordinary ? '@min-[19rem]:inline' : '@min-[15rem]:inline')}>
                {recording.words}
              </span>
            </span>
          </button>
          <IconButton icon={X} label={`Close the split of ${title}`} onClick={() => onCloseSplit(sessionId)} />
        </div>
      )}
      <div ref={slot} className="relative min-h-0 flex-1" />
    </div>
  );
}
