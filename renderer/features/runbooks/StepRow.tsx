import clsx from 'clsx';
import { memo, type ReactNode, useEffect, useRef, useState } from 'react';
import type { RunbookStep } from '#shared/domain/runbook.ts';
import type { StepProblem } from '../../store/index.ts';
import type { Undecided } from './branches.ts';
import { CommandText } from './CommandText.tsx';
import { ExpectedOutput } from './ExpectedOutput.tsx';
import type { ParameterValues, Questions } from './parameters.ts';
import { commandToCopy, mustAsk, type StepPlan } from './plan-step.ts';
import { SkipForm } from './SkipForm.tsx';
import { StepActions } from './StepActions.tsx';
import { StepForm } from './StepForm.tsx';
import { StepIcon } from './StepIcon.tsx';
import { StepMeta } from './StepMeta.tsx';
import { ProblemNote, StepPlace } from './StepNotes.tsx';
import { showRow } from './show-row.ts';
import type { StepView } from './steps.ts';

export interface RunChoice {
  readonly step: RunbookStep;
  readonly values: ParameterValues;
  readonly submit: boolean;
  readonly confirmedTarget?: string | undefined;
}

interface Props {
  readonly runbookId: string;
  readonly view: StepView;
  readonly next: boolean;
  readonly selected: boolean;
  readonly plan: StepPlan;
  /** Everything that stands in its command, to be given anew. */
  readonly all: Questions;
  readonly remembered: ParameterValues;
  readonly busy: boolean;
  readonly problem: StepProblem | undefined;
  /** It is a step by a person's choice, which this takes back. */
  readonly onUntreat: (() => void) | undefined;
  /** What is known of the condition that it stands under; nothing runs before that is decided. */
  readonly undecided: Undecided;
  /** Counts up when it was asked for elsewhere: its question opens, and nothing runs. */
  readonly asked: number;
  /** What to read before it is run; shown while the step is selected. */
  readonly instructions: ReactNode;
  readonly onSelect: (stepId: string) => void;
  readonly onRun: (choice: RunChoice) => void;
  readonly onSkip: (stepId: string, reason: string) => void;
  readonly onDecide: (stepId: string, applies: boolean) => void;
}

/** One step: what became of it or what can be done with it, its title, its command. */
export const StepRow = memo(function StepRow(props: Props) {
  const { runbookId, view, next, selected, all, remembered, busy, problem, undecided, asked } = props;
  const { instructions, onSelect, onRun, onDecide } = props;
  const { step, number, state } = view;
  // Sending was refused for the values that it got: it can still be put at the prompt.
  const plan = problem?.code === 'not-to-be-sent' ? { ...props.plan, submit: false } : props.plan;
  const row = useRef<HTMLLIElement>(null);
  /** The question that is open under the step. */
  const [asking, setAsking] = useState<'run' | 'insert' | 'values' | 'skip'>();

  // biome-ignore lint/correctness/useExhaustiveDependencies: a question makes the row taller
  useEffect(() => {
    if (!selected) return setAsking(undefined);
    if (row.current) showRow(row.current);
  }, [selected, asking]);

  // The values made it dangerous, which only the services could see.
  const mustConfirm = problem?.code === 'confirmation-needed';
  const question = mustAsk(plan) || mustConfirm ? (plan.submit ? 'run' : 'insert') : undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: each time that it is asked for, and only then
  useEffect(() => {
    if (asked > 0 && !undecided) setAsking(question);
  }, [asked]);

  // The question takes the focus, and goes; the keyboard stays with the step.
  const focus = () => row.current?.querySelector<HTMLElement>('[data-step]')?.focus();
  const stopAsking = () => {
    setAsking(undefined);
    focus();
  };
  const start = (submit: boolean) => {
    if (busy || state === 'running') return;
    if (question) setAsking(submit ? 'run' : 'insert');
    else onRun({ step, values: remembered, submit });
  };
  const decide = (applies: boolean) => {
    onDecide(step.id, applies);
    focus();
  };

  const command = <CommandText command={step.command} parameters={step.parameters} values={remembered} />;
  const willSubmit = asking === 'run' || (asking === 'values' && plan.submit);
  return (
    <li ref={row} className={clsx('border-b border-line', selected ? 'bg-accent-bg' : 'hover:bg-hover')}>
      <div className="flex items-start gap-3 px-3.5 py-1.5">
        <StepIcon number={number} state={busy ? 'running' : state} next={next} />
        {/* Large text in a narrow pane: what can be done goes below the title, and never out of sight. */}
        <div className="flex min-w-0 flex-1 flex-wrap items-start gap-x-3">
          <button
            type="button"
            data-step={step.id}
            aria-current={next ? 'step' : undefined}
            aria-expanded={selected}
            tabIndex={selected ? 0 : -1}
            data-ring="inside"
            className="-mx-1.5 min-h-7 min-w-0 grow basis-40 rounded-sm px-1.5 text-left"
            onClick={() => onSelect(step.id)}
            onKeyDown={(event) => {
              if (event.key !== 'Enter' || !selected) return;
              event.preventDefault();
              if (undecided) decide(true);
              else start(plan.submit);
            }}
          >
            <span
              title={step.title}
              className={clsx(
                'block font-medium',
                selected ? 'wrap-anywhere' : 'truncate',
                state === 'skipped' && 'text-ink-3 line-through',
              )}
            >
              {step.title}
            </span>
            {!selected && <span className="block truncate font-mono text-small text-ink-2">{command}</span>}
          </button>
          <div className="ml-auto flex max-w-full flex-wrap items-center justify-end gap-x-3">
            <StepMeta view={view} />
            {selected && !asking && (
              <StepActions
                view={view}
                runbookId={runbookId}
                commandToCopy={commandToCopy(step.command, remembered)}
                plan={plan}
                busy={busy}
                undecided={undecided}
                editable={all.now.length > 0 && plan.ask.now.length === 0}
                onStart={start}
                onSkip={() => setAsking('skip')}
                onValues={() => setAsking('values')}
                onDecide={decide}
                onUntreat={props.onUntreat}
              />
            )}
          </div>
        </div>
      </div>
      {selected && (
        <div className="flex flex-col gap-2 pr-3.5 pb-2.5 pl-12">
          <code className="block font-mono text-small whitespace-pre-wrap text-ink-2 wrap-anywhere">{command}</code>
          <StepPlace step={step} />
          {instructions}
          {step.expectedOutput !== undefined && (
            <ExpectedOutput expected={step.expectedOutput} progress={view.progress} />
          )}
          {asking === 'skip' && (
            <SkipForm
              onCancel={stopAsking}
              onSkip={(reason) => {
                stopAsking();
                props.onSkip(step.id, reason);
              }}
            />
          )}
          {asking && asking !== 'skip' && (
            <StepForm
              step={step}
              questions={asking === 'values' ? all : plan.ask}
              remembered={remembered}
              confirm={plan.confirm || mustConfirm}
              doubt={plan.doubt}
              action={willSubmit ? 'Run' : 'Insert'}
              onCancel={stopAsking}
              onLostFocus={focus}
              onSubmit={(values, confirmedTarget) => {
                stopAsking();
                onRun({ step, values: { ...remembered, ...values }, submit: willSubmit, confirmedTarget });
              }}
            />
          )}
          {problem && <ProblemNote problem={problem} copyable={!mustConfirm} />}
        </div>
      )}
    </li>
  );
});
