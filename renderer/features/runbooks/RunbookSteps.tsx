import { TriangleAlert } from 'lucide-react';
import { type KeyboardEvent, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { plural } from '#shared/domain/plural.ts';
import type { Runbook } from '#shared/domain/runbook.ts';
import { Badge } from '../../components/index.ts';
import { stepKey, useStore } from '../../store/index.ts';
import { instructionsFor, readingOrder } from './blocks.ts';
import { keepable, stepParameters } from './parameters.ts';
import { planStep } from './plan-step.ts';
import { ReadingBlocks } from './ReadingBlocks.tsx';
import { type RunChoice, StepRow } from './StepRow.tsx';
import type { StepView } from './steps.ts';
import { useRunStep } from './use-run-step.ts';
import { useNextStepCommands } from './use-runbook-commands.ts';

interface Props {
  readonly incidentId: string;
  readonly runbook: Runbook;
  readonly views: readonly StepView[];
  readonly nextId: string | undefined;
  /** With all the text between the steps. */
  readonly reading: boolean;
}

const nothing = {};
const noOffer = { parameters: [], plan: { submit: false, ask: [], confirm: false } };

/** The steps of one runbook, the next one opened. Arrow keys move, Enter runs. */
export function RunbookSteps({ incidentId, runbook, views, nextId, reading }: Props) {
  const recorded = useStore((state) => state.incident?.parameters ?? nothing);
  const given = useStore((state) => state.parameterValues[incidentId] ?? nothing);
  const remembered = useMemo(() => ({ ...recorded, ...given }), [recorded, given]);
  const runMode = useStore((state) => state.settings?.runMode ?? 'insert always');
  const { stepProblems, busySteps, rememberParameters, skipStep } = useStore((state) => state);
  const [chosenId, setChosenId] = useState<string>();
  const list = useRef<HTMLOListElement>(null);
  const order = useMemo(() => readingOrder(runbook), [runbook]);
  const offers = useMemo(
    () =>
      runbook.steps.map((step) => {
        const parameters = stepParameters(runbook, step);
        return { parameters, plan: planStep(step, parameters, remembered, runMode) };
      }),
    [runbook, remembered, runMode],
  );
  const runStep = useRunStep();
  const selectedId = chosenId ?? nextId ?? views[0]?.step.id;

  // When a step ends, the next one is offered; a choice made before belongs to the step that ended.
  useEffect(() => {
    const hadFocus = list.current?.contains(document.activeElement) ?? false;
    setChosenId(undefined);
    if (hadFocus && nextId) requestAnimationFrame(() => focusStep(list.current, nextId));
  }, [nextId]);

  const run = useCallback(
    (choice: RunChoice) => {
      rememberParameters(incidentId, keepable(stepParameters(runbook, choice.step), choice.values));
      void runStep({ incidentId, runbook, ...choice });
    },
    [incidentId, runbook, rememberParameters, runStep],
  );
  const skip = useCallback(
    (stepId: string, reason: string) => void skipStep({ incidentId, runbookId: runbook.id, stepId }, reason),
    [incidentId, runbook.id, skipStep],
  );
  useNextStepCommands({
    available: nextId !== undefined,
    onShow: () => {
      setChosenId(undefined);
      focusStep(list.current, nextId);
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
    focusStep(list.current, target);
  };

  return (
    <div data-scroll className="min-h-0 flex-1 overflow-y-auto">
      <Problems runbook={runbook} />
      <ol ref={list} aria-label={`Steps of ${runbook.title}`} onKeyDown={onKeyDown}>
        {views.map((view, index) => {
          const { step } = view;
          const section = order.sections[index];
          const selected = step.id === selectedId;
          const { parameters, plan } = offers[index] ?? noOffer;
          const key = stepKey({ incidentId, runbookId: runbook.id, stepId: step.id });
          const instructions = selected && !reading && section ? instructionsFor(section) : [];
          return [
            !reading && <SectionLabel key={`section ${step.id}`} of={view} after={views[index - 1]} />,
            reading && section && section.before.length > 0 && (
              <li key={`text ${step.id}`} className="flex flex-col gap-2 border-b border-line py-2.5 pr-3.5 pl-12">
                <ReadingBlocks blocks={section.before} />
              </li>
            ),
            <StepRow
              key={step.id}
              view={view}
              next={step.id === nextId}
              selected={selected}
              plan={plan}
              parameters={parameters}
              remembered={remembered}
              busy={busySteps[key] === true}
              problem={stepProblems[key]}
              instructions={instructions.length > 0 && <ReadingBlocks blocks={instructions} />}
              onSelect={setChosenId}
              onRun={run}
              onSkip={skip}
            />,
          ];
        })}
      </ol>
      {reading && order.after.length > 0 && (
        <div className="flex flex-col gap-2 py-2.5 pr-3.5 pl-12">
          <ReadingBlocks blocks={order.after} />
        </div>
      )}
      {views.length === 0 && <p className="p-6 text-center text-ink-2">This runbook has no commands to run.</p>}
    </div>
  );
}

/** Names a section, and the condition of a branch, above its first step. */
function SectionLabel({ of, after }: { readonly of: StepView; readonly after: StepView | undefined }) {
  const path = of.step.section.join(' › ');
  const { condition } = of.step;
  if (path === (after?.step.section.join(' › ') ?? '') && condition === after?.step.condition) return null;
  return (
    <li className="flex min-h-6 items-center gap-2 border-b border-line bg-raised px-3.5 py-0.5 text-small font-medium text-ink-2">
      {path !== '' && (
        <span className="truncate" title={path}>
          {path}
        </span>
      )}
      {condition ? (
        <Badge tone="warning" shrink title={condition}>
          {condition}
        </Badge>
      ) : (
        path === '' && 'In any case'
      )}
    </li>
  );
}

function focusStep(list: HTMLElement | null, stepId: string | undefined): void {
  if (stepId === undefined) return;
  for (const step of list?.querySelectorAll<HTMLElement>('[data-step]') ?? []) {
    if (step.dataset.step === stepId) step.focus();
  }
}

/** What could not be read of the file, each with its line. */
function Problems({ runbook }: { readonly runbook: Runbook }) {
  if (runbook.problems.length === 0) return null;
  return (
    <details className="border-b border-line px-3.5 py-2 text-small">
      <summary className="flex items-center gap-2 text-warn">
        <TriangleAlert aria-hidden className="size-3.5" strokeWidth={2} />
        {plural(runbook.problems.length, 'problem')} in this file
      </summary>
      <ul className="mt-1 pl-5.5 text-ink-2">
        {runbook.problems.map(({ line, message, action }) => (
          <li key={`${line} ${message}`}>
            <span className="figure">line {line}</span>: {message} {action}
          </li>
        ))}
      </ul>
    </details>
  );
}
