import clsx from 'clsx';
import { CircleAlert, CircleCheck, Info, X } from 'lucide-react';
import { Toast as Radix } from 'radix-ui';
import { Button, IconButton } from '../components/index.ts';
import { type Toast, useStore } from '../store/index.ts';
import { TOASTS_ID } from './focus-toasts.ts';

const signs = {
  neutral: { icon: Info, colour: 'text-ink-3' },
  ok: { icon: CircleCheck, colour: 'text-ok' },
  critical: { icon: CircleAlert, colour: 'text-crit' },
} as const;

/** The newest ones; the class `nth-last-[n+4]` below hides those before them, whose time runs all the same. */
const SHOWN = 3;
const STAY_MS = 8000;
const STAY_CRITICAL_MS = 20_000;
/** Its keys are a command, which the palette lists and which leaves plain F8 to programs in terminals. */
const NO_KEYS: string[] = [];

/**
 * What happened elsewhere than where one looks: above the status bar, at the left, and at the right where the timeline
 * with its editor stands left. (Radix rather than sonner: that one injects a style element at import, which the CSP
 * refuses.)
 */
export function Toasts() {
  const toasts = useStore((state) => state.toasts);
  const atRight = useStore(({ view, layout }) => view.kind === 'incident' && layout.order[0] === 'timeline');
  const dismissAll = useStore((state) => state.dismissAllToasts);
  const waiting = toasts.length - SHOWN;
  return (
    <Radix.Provider duration={STAY_MS} swipeDirection={atRight ? 'right' : 'left'} label="Notice">
      <div
        className={clsx(
          'pointer-events-none fixed bottom-[calc(var(--status-height)+0.5rem)] z-50 flex w-88 max-w-[calc(100vw-1rem)] flex-col gap-2',
          atRight ? 'right-2' : 'left-2',
        )}
      >
        {waiting > 0 && (
          <div className="pointer-events-auto flex items-center justify-between rounded-md border border-line-strong bg-overlay py-1 pr-1 pl-3 text-small text-ink-2 shadow-pop">
            +{waiting} more
            <Button look="quiet" onClick={dismissAll}>
              Dismiss all
            </Button>
          </div>
        )}
        <Radix.Viewport
          id={TOASTS_ID}
          hotkey={NO_KEYS}
          label="Notices"
          className="pointer-events-auto flex flex-col gap-2 outline-none"
        />
      </div>
      {toasts.map((toast) => (
        <Item key={toast.id} toast={toast} />
      ))}
    </Radix.Provider>
  );
}

function Item({ toast }: { readonly toast: Toast }) {
  const { id, message, detail, tone, incidentId } = toast;
  const dismiss = useStore((state) => state.dismissToast);
  const showView = useStore((state) => state.showView);
  const isElsewhere = useStore(({ view }) => view.kind !== 'incident' || view.incidentId !== incidentId);
  const { icon: Sign, colour } = signs[tone];
  return (
    <Radix.Root
      // Polite, whatever it says: it waits until what is being read out has ended.
      type="background"
      duration={tone === 'critical' ? STAY_CRITICAL_MS : STAY_MS}
      onOpenChange={(open) => !open && dismiss(id)}
      className="appear flex items-start gap-2.5 rounded-md border border-line-strong bg-overlay py-2 pr-1.5 pl-3 shadow-pop nth-last-[n+4]:hidden"
    >
      <Sign aria-hidden className={`mt-1.5 size-4 shrink-0 ${colour}`} strokeWidth={2} />
      <div className="min-w-0 flex-1 pt-1">
        <Radix.Title className="truncate font-medium" title={message}>
          {message}
        </Radix.Title>
        {detail && (
          <Radix.Description className="line-clamp-2 text-small wrap-anywhere text-ink-2" title={detail}>
            {detail}
          </Radix.Description>
        )}
      </div>
      {incidentId !== undefined && isElsewhere && (
        <Radix.Action asChild altText="Open the incident from the list">
          <Button onClick={() => showView({ kind: 'incident', incidentId })}>Open</Button>
        </Radix.Action>
      )}
      <Radix.Close asChild>
        <IconButton icon={X} label="Dismiss" />
      </Radix.Close>
    </Radix.Root>
  );
}
