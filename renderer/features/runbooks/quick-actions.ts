import type { Settings } from '#shared/contract/index.ts';
import type { AttachedRunbook } from '#shared/domain/incident.ts';
import type { Runbook } from '#shared/domain/runbook.ts';

export type PinnedStep = Settings['pinnedSteps'][number];
type StepName = Pick<PinnedStep, 'runbookId' | 'stepId'>;

/** What the settings take as a label, characters. */
const LONGEST_LABEL = 60;
/** What the settings take. */
const MOST_PINS = 20;

export function isPinned(pins: readonly PinnedStep[], { runbookId, stepId }: StepName): boolean {
  return pins.some((pin) => pin.runbookId === runbookId && pin.stepId === stepId);
}

/** The pins without this one, or with it at the end; past the most there may be, the oldest goes. */
export function togglePin(pins: readonly PinnedStep[], pin: PinnedStep): PinnedStep[] {
  const others = pins.filter(({ runbookId, stepId }) => runbookId !== pin.runbookId || stepId !== pin.stepId);
  if (others.length < pins.length) return others;
  return [...others, { ...pin, label: shorten(pin.label) }].slice(-MOST_PINS);
}

function shorten(label: string): string {
  const line = label.replace(/\s+/g, ' ').trim();
  return line.length <= LONGEST_LABEL ? line : `${line.slice(0, LONGEST_LABEL - 1)}…`;
}

/** Files say "rollback"; a button says "Rollback". */
function capitalized(label: string): string {
  return label.charAt(0).toUpperCase() + label.slice(1);
}

/** The pins, with one moved by a place; the same where it stands at the end already. */
export function movePin(pins: readonly PinnedStep[], from: number, by: -1 | 1): PinnedStep[] {
  const moved = [...pins];
  const [pin] = moved.splice(from, 1);
  if (!pin || from + by < 0 || from + by > moved.length) return [...pins];
  moved.splice(from + by, 0, pin);
  return moved;
}

/** One button of the header. */
export interface QuickAction extends PinnedStep {
  /** Where it comes from, for the one who hovers over it. */
  readonly runbookTitle: string | undefined;
  readonly attached: boolean;
}

/**
 * What stands in the header: the pins in their order, then the steps that attached runbooks name as quick actions, each
 * step once. `runbooks` holds those that are attached and read.
 */
export function quickActions(
  pins: readonly PinnedStep[],
  attached: readonly Pick<AttachedRunbook, 'runbookId' | 'title'>[],
  runbooks: readonly Runbook[],
  library: readonly { readonly id: string; readonly title: string }[],
): readonly QuickAction[] {
  const named = runbooks.flatMap((runbook) =>
    runbook.steps.flatMap(({ id, quickAction }) =>
      quickAction ? [{ runbookId: runbook.id, stepId: id, label: capitalized(shorten(quickAction)) }] : [],
    ),
  );
  return [...pins, ...named.filter((one) => !isPinned(pins, one))].map((pin) => {
    const here = attached.find(({ runbookId }) => runbookId === pin.runbookId);
    const title = here?.title ?? library.find(({ id }) => id === pin.runbookId)?.title;
    return { ...pin, runbookTitle: title, attached: here !== undefined };
  });
}
