import { type KeyboardEvent, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Runbook } from '#shared/domain/runbook.ts';
import { stepKey, useStore } from '../../store/index.ts';
import { choresIn, instructionsFor, readingOrder, type StepSection, textAbove } from './blocks.ts';
import { ChoreRows } from './ChoreRows.tsx';
import { MoreSteps } from './MoreSteps.tsx';
import type { ParameterValues } from './parameters.ts';
import { ReadingBlocks } from './ReadingBlocks.tsx';
import { RunbookProblems } from './RunbookProblems.tsx';
import { SectionLabel } from './SectionLabel.tsx';
import { type RunChoice, StepRow } from './StepRow.tsx';
import { type StepWindow, widen, windowFor } from './step-window.ts';
import type { StepView } from './steps.ts';
import { useNextStepCommands } from './use-runbook-commands.ts';
import { type StepOffer, useSteps } from './use-steps.ts';

interface Props {
  readonly incidentId: string;
  readonly runbook: Runbook;
  readonly views: readonly StepView[];
  readonly nextId: string | undefined;
  readonly remembered: ParameterValues;
  /** With all the text between the steps. */
  readonly reading: boolean;
}

const nothing = { now: [], later: [] };
const noOffer: StepOffer = {
  all: nothing,
  plan: { submit: false, ask: nothing, confirm: false, doubt: false },
  onUntreat: undefined,
};

/** The steps of one runbook, the next one opened. Arrow keys move, Enter runs. */
export function RunbookSteps({ incidentId, runbook, views, nextId, remembered, reading }: Props) {
  const { stepProblems, busySteps, askedStep, forgetAskedStep, showToast } = useStore((state) => state);
  const { offers, run, skip, decide, undecided } = useSteps(incidentId, runbook, views, remembered);
  const [chosenId, setChosenId] = useState<string>();
  const [asked, setAsked] = useState<{ readonly stepId: string; readonly count: number }>();
  const list = useRef<HTMLOListElement>(null);
  const order = useMemo(() => readingOrder(runbook), [runbook]);
  const parts = useMemo(() => order.sections.map((section) => partsOf(section, runbook)), [order, runbook]);
  const choresAfter = useMemo(() => choresIn(order.after, runbook), [order, runbook]);
  const selectedId = chosenId ?? nextId ?? views[0]?.step.id;
  const lastWindow = useRef<StepWindow>(undefined);
  const selectedAt = views.findIndex(({ step }) => step.id === selectedId);
  const [, drawMore] = useState(0);
  const shown = windowFor(lastWindow.current, views.length, Math.max(0, selectedAt));
  lastWindow.current = shown;
  const grow = (end: 'before' | 'after') => {
    lastWindow.current = widen(shown, views.length, end);
    drawMore((count) => count + 1);
  };
  // Where there is nothing to run, the text is what the runbook is.
  const wholeText = reading || views.length === 0;

  // When a step ends, the next one is offered; a choice made before belongs to the step that ended.
  useEffect(() => {
    const hadFocus = list.current?.contains(document.activeElement) ?? false;
    setChosenId(undefined);
    if (hadFocus && nextId) requestAnimationFrame(() => focusStep(list.current, nextId));
  }, [nextId]);

  useEffect(() => {
    if (askedStep?.incidentId !== incidentId || askedStep.runbookId !== runbook.id) return;
    forgetAskedStep();
    if (!runbook.steps.some(({ id }) => id === askedStep.stepId)) {
      showToast({
        tone: 'critical',
        message: `"${runbook.title}" no longer has this step.`,
        detail: 'It was changed since the step was pinned. Pin it anew from its menu.',
      });
      return;
    }
    setChosenId(askedStep.stepId);
    setAsked(askedStep);
    const { stepId } = askedStep;
    requestAnimationFrame(() => {
      // Its question has the focus where it asks something.
      if (!document.querySelector('form[data-question]')) focusStep(list.current, stepId);
    });
  }, [askedStep, incidentId, runbook, forgetAskedStep, showToast]);

  const onRun = useCallback((choice: RunChoice) => void run(choice), [run]);
  useNextStepCommands({
    available: nextId !== undefined,
    onShow: () => {
      setChosenId(undefined);
      requestAnimationFrame(() => focusStep(list.current, nextId));
    },
    onSkip: () => nextId && skip(nextId, ''),
  });

  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    const focused = (event.target as HTMLElement).closest<HTMLElement>('[data-step]')?.dataset.step;
    if (step === 0 || focused === undefined) return;
    const target = views[views.findIndex((view) => view.step.id === focused) + step]?.step.id;
    if (target === undefined) return;
    event.preventDefault();
    setChosenId(target);
    // The row may not be drawn yet.
    requestAnimationFrame(() => focusStep(list.current, target));
  };

  return (
    <div data-scroll className="min-h-0 flex-1 overflow-y-auto">
      <RunbookProblems problems={runbook.problems} />
      <ol ref={list} aria-label={`Steps of ${runbook.title}`} onKeyDown={onKeyDown}>
        {shown.from > 0 && <MoreSteps count={shown.from} where="above" onShow={() => grow('before')} />}
        {views.slice(shown.from, shown.to).map((view, place) => {
          const index = shown.from + place;
          const { step } = view;
          const part = parts[index];
          const selected = step.id === selectedId;
          const { plan, all, onUntreat } = offers[index] ?? noOffer;
          const key = stepKey({ incidentId, runbookId: runbook.id, stepId: step.id });
          const instructions = selected && !reading && part ? instructionsFor(part.section) : [];
          return [
            !reading && part && <ChoreRows key={`early ${step.id}`} chores={part.early} />,
            !reading && <SectionLabel key={`section ${step.id}`} of={view} after={views[index - 1]} />,
            !reading && part && <ChoreRows key={`late ${step.id}`} chores={part.late} labelled />,
            reading && part && part.text.length > 0 && (
              <li key={`text ${step.id}`} className="flex flex-col gap-2 border-b border-line py-2.5 pr-3.5 pl-12">
                <ReadingBlocks blocks={part.text} />
              </li>
            ),
            <StepRow
              key={step.id}
              runbookId={runbook.id}
              view={view}
              next={step.id === nextId}
              selected={selected}
              plan={plan}
              all={all}
              remembered={remembered}
              busy={busySteps[key] === true}
              problem={stepProblems[key]}
              onUntreat={onUntreat}
              undecided={undecided(step.id)}
              asked={asked?.stepId === step.id ? asked.count : 0}
              instructions={instructions.length > 0 && <ReadingBlocks blocks={instructions} />}
              onSelect={setChosenId}
              onRun={onRun}
              onSkip={skip}
              onDecide={decide}
            />,
          ];
        })}
        {shown.to < views.length && (
          <MoreSteps count={views.length - shown.to} where="below" onShow={() => grow('after')} />
        )}
        {!wholeText && shown.to === views.length && <ChoreRows chores={choresAfter} />}
      </ol>
      {wholeText && shown.to === views.length && order.after.length > 0 && (
        <div className={`flex flex-col gap-2 py-2.5 pr-3.5 ${views.length === 0 ? 'pl-3.5' : 'pl-12'}`}>
          <ReadingBlocks blocks={order.after} />
        </div>
      )}
      {views.length === 0 && order.after.length === 0 && (
        <p className="p-6 text-center text-ink-2">This runbook is empty.</p>
      )}
    </div>
  );
}

/** What stands above one step, as it is drawn among the steps, and as it is read. */
function partsOf(section: StepSection, runbook: Runbook) {
  const chores = choresIn(section.before, runbook);
  return {
    section,
    early: chores.filter(({ underLast }) => !underLast),
    late: chores.filter(({ underLast }) => underLast),
    text: textAbove(section),
  };
}

function focusStep(list: HTMLElement | null, stepId: string | undefined): void {
  if (stepId === undefined) return;
  for (const step of list?.querySelectorAll<HTMLElement>('[data-step]') ?? []) {
    if (step.dataset.step === stepId) step.focus();
  }
}
