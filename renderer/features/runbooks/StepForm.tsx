import clsx from 'clsx';
import { type FormEvent, useState } from 'react';
import type { RunbookStep } from '#shared/domain/runbook.ts';
import { fillTarget } from '#shared/domain/runbook-target.ts';
import { Button, Dialog, ErrorNote, TextField } from '../../components/index.ts';
import { ParameterFields } from './ParameterFields.tsx';
import { initialValues, type ParameterValues, parameterProblems, type Questions } from './parameters.ts';

interface Props {
  readonly step: RunbookStep;
  readonly questions: Questions;
  readonly remembered: ParameterValues;
  readonly confirm: boolean;
  /** bash can't read the command. */
  readonly doubt: boolean;
  /** The word on the button: "Run" or "Insert". */
  readonly action: string;
  readonly onSubmit: (values: ParameterValues, confirmedTarget: string | undefined) => void;
  readonly onCancel: () => void;
  /** Takes the focus where what had it before is gone. */
  readonly onLostFocus: () => void;
}

/** Asks, under a step, for the values that are missing, and before a dangerous one for the name of what it acts on. */
export function StepForm({
  step,
  questions,
  remembered,
  confirm,
  doubt,
  action,
  onSubmit,
  onCancel,
  onLostFocus,
}: Props) {
  const { now, later } = questions;
  const [values, setValues] = useState(() => initialValues([...now, ...later], remembered));
  const [typed, setTyped] = useState('');
  const [tried, setTried] = useState(false);
  const problems = parameterProblems(questions, values);
  const shown = tried ? problems : {};
  // A value can make a harmless step dangerous: then only the services know what it acts on, and they compare.
  const filled = Object.fromEntries(Object.entries({ ...remembered, ...values }).filter(([, value]) => value !== ''));
  const target = step.risk.target === undefined ? undefined : fillTarget(step.risk.target, filled).trim();
  const incomplete = now.some(({ name }) => !values[name]);
  const confirmed = target === undefined ? typed.trim() !== '' : typed.trim() === target;
  const complete = Object.keys(problems).length === 0 && (!confirm || confirmed);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (complete) onSubmit(values, confirm ? typed : undefined);
  };
  const form = (
    <form
      data-question
      aria-label={`Before "${step.title}"`}
      className={clsx('flex flex-col gap-2.5', later.length === 0 && 'rounded-md border border-line bg-pane p-3')}
      onSubmit={submit}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onCancel();
      }}
    >
      {now.length > 0 && (
        <ParameterFields parameters={now} values={values} problems={shown} focus onChange={setValues} />
      )}
      {later.length > 0 && (
        <fieldset className="border-t border-line pt-2">
          <legend className="sr-only">For later steps</legend>
          <p className="mb-2 text-small text-ink-2">
            Later steps need these. Give them now and nobody is asked again; what stays empty is asked there.
          </p>
          <ParameterFields parameters={later} values={values} problems={shown} focus={false} onChange={setValues} />
        </fieldset>
      )}
      {doubt && (
        <ErrorNote
          plain
          tone="warning"
          message="bash cannot read this command, so nothing is known about what it does."
          action="It is put at the prompt, and not sent: read it there before you press Enter."
        />
      )}
      {confirm && (
        <>
          {step.risk.level === 'dangerous' && <ErrorNote plain message={`Dangerous: it ${step.risk.reason}.`} />}
          <TextField
            label={target === undefined || incomplete ? 'Type the name of what it acts on' : `Type ${target} to go on`}
            disabled={incomplete}
            mono
            autoFocus={now.length === 0}
            value={typed}
            error={tried && !confirmed ? 'Not the same name.' : undefined}
            onChange={(event) => setTyped(event.target.value)}
          />
        </>
      )}
      <div className="flex items-center justify-end gap-1">
        <Button look="quiet" size="medium" onClick={onCancel}>
          Cancel
        </Button>
        <Button
          type="submit"
          size="medium"
          autoFocus={doubt && !confirm && now.length === 0}
          look={confirm ? 'danger' : 'primary'}
          disabled={confirm && !confirmed}
        >
          {action}
          {doubt && ' anyway'}
        </Button>
      </div>
    </form>
  );
  if (later.length === 0) return form;
  // What the whole runbook needs has no room under a step.
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onCancel()}
      title={`Before "${step.title}"`}
      onLostFocus={onLostFocus}
      description="Asked once for this incident: every step is filled with these values."
    >
      {form}
    </Dialog>
  );
}
