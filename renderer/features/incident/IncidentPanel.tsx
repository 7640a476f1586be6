import { PanelRightClose } from 'lucide-react';
import { Tabs } from 'radix-ui';
import { type KeyboardEvent as ReactKeyboardEvent, type RefObject, useEffect, useMemo, useRef } from 'react';
import { type Command, useCommands } from '../../commands/index.ts';
import { IconButton } from '../../components/index.ts';
import { type PanelSection, useStore, useStoreApi } from '../../store/index.ts';
import { panelTabs } from './panel-sections.ts';

/**
 * What there is to know and to say about the incident, beside the work rather than over it. Not modal: graphs and
 * terminals go on, and the focus may go back and forth. Escape closes it and returns to where one was.
 */
export function IncidentPanel() {
  const store = useStoreApi();
  const open = useStore((state) => state.panelOpen);
  const wanted = useStore((state) => state.panelSection);
  const section = panelTabs.find(({ id }) => id === wanted)?.id ?? 'details';
  const asked = useStore((state) => state.panelAsked);
  const incident = useStore((state) => state.incident);
  const taxonomy = useStore((state) => state.taxonomies.find(({ id }) => id === state.incident?.taxonomyId));
  const panel = useRef<HTMLElement>(null);
  const returnTo = useRef<Element | null>(null);
  const answered = useRef(asked);
  const tooltipAtKey = useTooltipAtKey(open);

  const close = useMemo(
    () => () => {
      const hadFocus = panel.current?.contains(document.activeElement) ?? false;
      store.getState().hidePanel();
      const before = returnTo.current;
      if (hadFocus && before instanceof HTMLElement && before.isConnected) before.focus();
    },
    [store],
  );

  useEffect(() => {
    if (!open || answered.current === asked) return;
    answered.current = asked;
    const before = document.activeElement;
    if (!panel.current?.contains(before)) returnTo.current = before;
    panel.current?.querySelector<HTMLElement>('[role="tab"][aria-selected="true"]')?.focus();
  }, [open, asked]);

  useCommands(
    useMemo((): readonly Command[] => {
      const { showPanel } = store.getState();
      const toggle = () => (panel.current?.contains(document.activeElement) ? close() : showPanel());
      return [
        {
          id: 'incident.panel',
          title: 'Open or close the incident panel',
          group: 'Incident',
          keys: 'i',
          keywords: ['details', 'side'],
          run: toggle,
        },
        ...panelTabs.map(
          ({ id, command, keywords, keys, icon }): Command => ({
            id: `incident.panel.${id}`,
            title: command,
            group: 'Incident',
            icon,
            keywords,
            ...(keys && { keys }),
            run: () => showPanel(id),
          }),
        ),
      ];
    }, [store, close]),
  );

  if (!open) return null;
  const onKeyDown = (event: ReactKeyboardEvent) => {
    if (event.key !== 'Escape' || (event.defaultPrevented && !tooltipAtKey.current)) return;
    event.preventDefault();
    close();
  };
  return (
    <section
      ref={panel}
      aria-label="Incident details"
      data-pane="incident-panel"
      tabIndex={-1}
      onKeyDown={onKeyDown}
      className="appear absolute inset-y-0 right-0 z-10 flex w-(--panel-width) max-w-full flex-col border-l border-line-strong bg-pane"
    >
      <Tabs.Root
        value={section}
        onValueChange={(next) => store.getState().showPanel(next as PanelSection)}
        className="flex min-h-0 flex-1 flex-col"
      >
        <header className="flex min-h-(--pane-header-height) shrink-0 items-stretch border-b border-line pr-2 pl-1.5">
          <Tabs.List
            aria-label="Incident details"
            className="flex min-w-0 flex-1 items-stretch overflow-x-auto [scrollbar-width:none]"
          >
            {panelTabs.map(({ id, title }) => (
              <Tabs.Trigger
                key={id}
                value={id}
                data-ring="inside"
                {...(id === section && { 'data-pane-focus': '' })}
                className="-mb-px shrink-0 border-b-2 border-transparent px-2.5 text-body font-medium text-ink-2 transition-colors hover:text-ink data-[state=active]:border-accent data-[state=active]:text-ink"
              >
                {title}
              </Tabs.Trigger>
            ))}
          </Tabs.List>
          <div className="flex items-center">
            <IconButton icon={PanelRightClose} label="Close the panel" shortcut="Escape" onClick={close} />
          </div>
        </header>
        {incident &&
          taxonomy &&
          panelTabs.map(({ id, Section }) => (
            <Tabs.Content
              key={id}
              value={id}
              // What it holds can be reached, so it needs no stop of its own.
              tabIndex={-1}
              data-ring="inside"
              className="@container min-h-0 flex-1 overflow-y-auto"
            >
              <Section incident={incident} taxonomy={taxonomy} />
            </Tabs.Content>
          ))}
      </Tabs.Root>
    </section>
  );
}

/**
 * Whether the button that has the focus shows its tooltip as a key is pressed. The tooltip takes an Escape for itself and
 * is gone by the time that the panel hears of it; but nobody presses Escape for a tooltip.
 */
function useTooltipAtKey(open: boolean): RefObject<boolean> {
  const shown = useRef(false);
  useEffect(() => {
    if (!open) return;
    const note = ({ target }: KeyboardEvent) => {
      shown.current = target instanceof Element && target.closest('[data-state$="-open"]') !== null;
    };
    window.addEventListener('keydown', note, { capture: true });
    return () => window.removeEventListener('keydown', note, { capture: true });
  }, [open]);
  return shown;
}
