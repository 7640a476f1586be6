import clsx from 'clsx';
import { createContext, type ReactNode, use } from 'react';

/** What the layout adds to each pane: its menu, and whether it is folded to its header. */
export interface PaneFrame {
  readonly collapsed: boolean;
  readonly controls: ReactNode;
}

export const PaneFrameContext = createContext<PaneFrame>({ collapsed: false, controls: null });

interface Props {
  /** The landmark's name, one word: "Metrics". */
  readonly name: string;
  /** Shown in place of the name. */
  readonly title?: ReactNode;
  /** Beside the title: a count, a state. */
  readonly status?: ReactNode;
  /** At the right end of the header. */
  readonly actions?: ReactNode;
  /** Takes the whole header but the actions; for tabs. */
  readonly header?: ReactNode;
  readonly className?: string;
  readonly children: ReactNode;
}

/**
 * One pane of the window: a named landmark with a header. F6 brings the focus to it, or to what inside it carries
 * `data-pane-focus`.
 */
export function Pane({ name, title, status, actions, header, className, children }: Props) {
  const { collapsed, controls } = use(PaneFrameContext);
  return (
    <section
      aria-label={name}
      data-pane={name.toLowerCase()}
      tabIndex={-1}
      className="group/pane flex h-full min-h-0 min-w-0 flex-col bg-pane"
    >
      <header className="@container/header shrink-0 border-b border-line">
        {/* Too narrow for its text, as with large text, the header takes a second line rather than cutting a word. */}
        <div
          className={clsx(
            'flex min-h-(--pane-header-height) items-center gap-2 pr-2 pl-3.5',
            !collapsed && '@max-[16rem]/header:flex-wrap @max-[16rem]/header:gap-y-0',
          )}
        >
          <div
            className={clsx(
              'flex min-w-0 flex-1 items-center gap-x-2.5',
              !collapsed && '@max-[16rem]/header:basis-full',
              collapsed ? 'overflow-hidden' : !header && '@max-[20rem]/header:flex-wrap @max-[20rem]/header:py-1',
            )}
          >
            {header ?? (
              <>
                <h2 className={clsx('text-body font-semibold', title ? 'truncate' : 'shrink-0')}>{title ?? name}</h2>
                {status}
              </>
            )}
          </div>
          <div className="ml-auto flex max-w-full shrink-0 items-center gap-0.5">
            {actions}
            {controls}
          </div>
        </div>
      </header>
      <div hidden={collapsed} className={clsx('min-h-0 flex-1', className)}>
        {children}
      </div>
    </section>
  );
}
