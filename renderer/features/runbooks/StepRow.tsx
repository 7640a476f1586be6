import clsx from 'clsx';
import { Copy, CornerDownLeft, Play, SkipForward, TextCursorInput } from 'lucide-react';
import { memo, type ReactNode, useEffect, useRef, useState } from 'react';
import { formatDuration } from '#shared/domain/duration.ts';
import type { RunbookParameter, RunbookStep } from '#shared/domain/runbook.ts';
import { Button, copyText, ErrorNote } from '../../components/index.ts';
import type { StepProblem } from '../../store/index.ts';
import { CommandText } from './CommandText.tsx';
import type { ParameterValues } from './parameters.ts';
import type { StepPlan } from './plan-step.ts';
import { StepForm } from './StepForm.tsx';
import { StepIcon } from './StepIcon.tsx';
import type { StepView } from './steps.ts';

export interface RunChoice {
  readonly step: RunbookStep;
  readonly values: ParameterValues;
  readonly submit: boolean;
  readonly confirmedTarget?: string | undefined;
}

interface Props {
  readonly view: StepView;
  readonly next: boolean;
  readonly selected: boolean;
  readonly plan: StepPlan;
  readonly parameters: readonly RunbookParameter[];
  readonly remembered: ParameterValues;
  readonly busy: boolean;
  readonly problem: StepProblem | undefined;
  /** What to read before it is run; shown while the step is selected. */
  readonly instructions: ReactNode;
  readonly onSelect: (stepId: string) => void;
  readonly onRun: (choice: RunChoice) => void;
  readonly onSkip: (stepId: string, reason: string) => void;
}

/** One step: what became of it or what can be done with it, its title, its command. */
export const StepRow = memo(function StepRow(props: Props) {
  const { view, next, selected, plan, parameters, remembered, busy, problem, instructions, onSelect, onRun } = props;
  const { step, number, state } = view;
  const row = useRef<HTMLLIElement>(null);
  /** The question that is open under the step. */
  const [asking, setAsking] = useState<'run' | 'insert' | 'values' | 'skip'>();

  // biome-ignore lint/correctness/useExhaustiveDependencies: a question makes the row taller
  useEffect(() => {
    if (!selected) return setAsking(undefined);
    const element = row.current;
    if (!element) return;
    // A row taller than the pane is shown from its title on.
    const fits = element.offsetHeight <= (element.closest('[data-scroll]')?.clientHeight ?? Number.POSITIVE_INFINITY);
    element.scrollIntoView({ block: fits ? 'nearest' : 'start' });
  }, [selected, asking]);

  // The values made it dangerous, which only the services could see.
  const mustConfirm = problem?.code === 'confirmation-needed';
  // The question takes the focus, and goes; the keyboard stays with the step.
  const stopAsking = () => {
    setAsking(undefined);
    row.current?.querySelector<HTMLElement>('[data-step]')?.focus();
  };
  const start = (submit: boolean) => {
    if (busy || state === 'running') return;
    if (plan.ask.length > 0 || plan.confirm || mustConfirm) setAsking(submit ? 'run' : 'insert');
    else onRun({ step, values: remembered, submit });
  };

  const command = <CommandText command={step.command} parameters={step.parameters} values={remembered} />;
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
              if (event.key === 'Enter' && selected) start(plan.submit);
              else return;
              event.preventDefault();
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
                plan={plan}
                state={state}
                busy={busy}
                editable={parameters.length > 0 && plan.ask.length === 0}
                onStart={start}
                onSkip={() => setAsking('skip')}
                onValues={() => setAsking('values')}
              />
            )}
          </div>
        </div>
      </div>
      {selected && (
        <div className="flex flex-col gap-2 pr-3.5 pb-2.5 pl-12">
          <code className="block font-mono text-small whitespace-pre-wrap text-ink-2 wrap-anywhere">{command}</code>
          {instructions}
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
              ask={asking === 'values' ? parameters : plan.ask}
              remembered={remembered}
              confirm={plan.confirm || mustConfirm}
              action={asking === 'run' || (asking === 'values' && plan.submit) ? 'Run' : 'Insert'}
              onCancel={stopAsking}
              onSubmit={(values, confirmedTarget) => {
                stopAsking();
                const submit = asking === 'run' || (asking === 'values' && plan.submit);
                onRun({ step, values: { ...remembered, ...values }, submit, confirmedTarget });
              }}
            />
          )}
          {problem && (
            <ErrorNote message={problem.message} action={problem.action}>
              {problem.commandLine !== undefined && !mustConfirm && (
                <Button icon={Copy} onClick={() => void copyText(problem.commandLine ?? '')}>
                  Copy the command
                </Button>
              )}
            </ErrorNote>
          )}
        </div>
      )}
    </li>
  );
});

/** At the right: how it ended, or how risky it is. */
function StepMeta({ view: { step, state, progress } }: { readonly view: StepView }) {
  if (state === 'done' || state === 'failed') {
    const exit = progress?.exitCode === undefined ? 'exit unknown' : `exit ${progress.exitCode}`;
    const took = progress?.durationMs === undefined ? '' : ` · ${formatDuration(progress.durationMs)}`;
    return (
      <span className={clsx('figure shrink-0 pt-0.5 text-small', state === 'failed' ? 'text-crit' : 'text-ink-2')}>
        {exit}
        {took}
      </span>
    );
  }
  if (state === 'running') return <span className="shrink-0 pt-0.5 text-small text-accent">running</span>;
  if (state === 'skipped') {
    return (
      <span className="max-w-48 shrink-0 truncate pt-0.5 text-small text-ink-3" title={progress?.reason}>
        skipped{progress?.reason ? `: ${progress.reason}` : ''}
      </span>
    );
  }
  const { level, reason } = step.risk;
  return (
    <span
      className={clsx('shrink-0 pt-0.5 text-small', level === 'dangerous' ? 'font-medium text-crit' : 'text-ink-2')}
      title={reason}
    >
      {level}
    </span>
  );
}

interface ActionsProps {
  readonly plan: StepPlan;
  readonly state: StepView['state'];
  readonly busy: boolean;
  readonly editable: boolean;
  readonly onStart: (submit: boolean) => void;
  readonly onSkip: () => void;
  readonly onValues: () => void;
}

function StepActions({ plan, state, busy, editable, onStart, onSkip, onValues }: ActionsProps) {
  const again = state === 'done' || state === 'failed' ? ' again' : '';
  const running = state === 'running';
  return (
    <span className="flex flex-wrap items-center justify-end gap-1">
      {editable && (
        <Button look="quiet" onClick={onValues}>
          Values
        </Button>
      )}
      {plan.submit && (
        <Button
          look="quiet"
          icon={TextCursorInput}
          disabled={running}
          title="Puts it at the prompt"
          onClick={() => onStart(false)}
        >
          Insert
        </Button>
      )}
      <Button
        look="primary"
        icon={plan.submit ? Play : TextCursorInput}
        shortcut="Enter"
        busy={busy}
        disabled={running}
        title={plan.submit ? 'Runs it in the tab' : 'Puts it at the prompt; you press Enter there'}
        onClick={() => onStart(plan.submit)}
      >
        {plan.submit ? 'Run' : 'Insert'}
        {again}
      </Button>
      {state === 'to do' && (
        <Button look="quiet" onClick={onSkip}>
          Skip
        </Button>
      )}
    </span>
  );
}

function SkipForm({ onSkip, onCancel }: { readonly onSkip: (reason: string) => void; readonly onCancel: () => void }) {
  const [reason, setReason] = useState('');
  return (
    <form
      className="flex items-center gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        onSkip(reason.trim());
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onCancel();
      }}
    >
      <input
        aria-label="Why it is skipped"
        placeholder="Why? (may stay empty)"
        // biome-ignore lint/a11y/noAutofocus: the person just asked to skip
        autoFocus
        maxLength={2000}
        value={reason}
        className="h-7 min-w-0 flex-1 rounded-md border border-edge bg-raised px-2.5"
        onChange={(event) => setReason(event.target.value)}
      />
      <Button type="submit" icon={SkipForward}>
        Skip
        <CornerDownLeft aria-hidden className="size-3.5 text-ink-3" />
      </Button>
      <Button look="quiet" onClick={onCancel}>
        Cancel
      </Button>
    </form>
  );
}
