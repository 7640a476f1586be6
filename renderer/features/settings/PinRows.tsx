import { ArrowDown, ArrowUp, PinOff } from 'lucide-react';
import type { Settings } from '#shared/contract/index.ts';
import { ErrorNote, IconButton, useAttempt } from '../../components/index.ts';
import { useStore } from '../../store/index.ts';
import { movePin, togglePin } from '../runbooks/index.ts';

type Pins = Settings['pinnedSteps'];

/** The steps that stand in the header of every incident, in their order. */
export function PinRows({ pins }: { readonly pins: Pins }) {
  const library = useStore((state) => state.library);
  const updateSettings = useStore((state) => state.updateSettings);
  const { problem, attempt } = useAttempt();
  const keep = (pinnedSteps: Pins) => void attempt(updateSettings({ pinnedSteps }));
  return (
    <section aria-labelledby="runbook-pins">
      <h3 id="runbook-pins" className="font-semibold">
        Quick actions
      </h3>
      <p className="mb-2 text-small text-ink-2">
        Steps in the header of every incident. They open with their question, and run nothing by themselves.
      </p>
      {pins.length === 0 ? (
        <p className="text-small text-ink-3">None yet. Pin a step from its menu beside Run.</p>
      ) : (
        <ol className="rounded-md border border-line">
          {pins.map((pin, index) => {
            const runbook = library?.find(({ id }) => id === pin.runbookId);
            return (
              <li
                key={`${pin.runbookId} ${pin.stepId}`}
                className="flex min-h-9 items-center gap-2 border-b border-line px-3 py-1 last:border-b-0"
              >
                <span className="min-w-0 flex-1 truncate font-medium" title={pin.label}>
                  {pin.label}
                </span>
                <span className={`min-w-0 truncate text-small ${runbook ? 'text-ink-2' : 'text-warn'}`}>
                  {runbook?.title ?? (library ? 'not in the library' : '')}
                </span>
                <span className="flex shrink-0">
                  <IconButton
                    icon={ArrowUp}
                    label={`Move ${pin.label} up`}
                    disabled={index === 0}
                    onClick={() => keep(movePin(pins, index, -1))}
                  />
                  <IconButton
                    icon={ArrowDown}
                    label={`Move ${pin.label} down`}
                    disabled={index === pins.length - 1}
                    onClick={() => keep(movePin(pins, index, 1))}
                  />
                  <IconButton icon={PinOff} label={`Unpin ${pin.label}`} onClick={() => keep(togglePin(pins, pin))} />
                </span>
              </li>
            );
          })}
        </ol>
      )}
      {problem && <ErrorNote plain message={problem.message} action={problem.action} />}
    </section>
  );
}
