import { CircleAlert, CircleCheck, Info, X } from 'lucide-react';
import { Toast as Radix } from 'radix-ui';
import { IconButton } from '../components/index.ts';
import { type Toast, useStore } from '../store/index.ts';

const signs = {
  neutral: { icon: Info, colour: 'text-ink-3' },
  ok: { icon: CircleCheck, colour: 'text-ok' },
  critical: { icon: CircleAlert, colour: 'text-crit' },
} as const;

/** What happened elsewhere than where one looks. (Radix rather than sonner: that one injects a style element at import, which the CSP refuses.) */
export function Toasts() {
  const toasts = useStore((state) => state.toasts);
  const dismiss = useStore((state) => state.dismissToast);
  return (
    <Radix.Provider duration={6000} swipeDirection="right" label="Notice">
      {toasts.map((toast) => (
        <Item key={toast.id} toast={toast} onClose={() => dismiss(toast.id)} />
      ))}
      <Radix.Viewport className="fixed right-4 bottom-11 z-50 flex w-88 max-w-[calc(100vw-2rem)] flex-col gap-2 outline-none" />
    </Radix.Provider>
  );
}

function Item({ toast, onClose }: { readonly toast: Toast; readonly onClose: () => void }) {
  const { icon: Sign, colour } = signs[toast.tone];
  return (
    <Radix.Root
      type={toast.tone === 'critical' ? 'foreground' : 'background'}
      onOpenChange={(open) => !open && onClose()}
      className="appear flex items-start gap-2.5 rounded-md border border-line-strong bg-overlay py-2.5 pr-2 pl-3 shadow-pop"
    >
      <Sign aria-hidden className={`mt-0.5 size-4 shrink-0 ${colour}`} strokeWidth={2} />
      <div className="min-w-0 flex-1">
        <Radix.Title className="font-medium wrap-anywhere">{toast.message}</Radix.Title>
        {toast.detail && <Radix.Description className="text-small text-ink-2">{toast.detail}</Radix.Description>}
      </div>
      <Radix.Close asChild>
        <IconButton icon={X} label="Dismiss" />
      </Radix.Close>
    </Radix.Root>
  );
}
