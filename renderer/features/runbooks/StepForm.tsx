import { type FormEvent, useState } from 'react';
import type { RunbookParameter, RunbookStep } from '#shared/domain/runbook.ts';
import { fillTarget } from '#shared/domain/runbook-target.ts';
import { Button, ErrorNote, Select, TextField } from '../../components/index.ts';
import { initialValues, type ParameterValues, parameterProblems } from './parameters.ts';

interface Props {
  readonly step: RunbookStep;
  /** Asked for here. */
  readonly ask: readonly RunbookParameter[];
  readonly remembered: ParameterValues;
  readonly confirm: boolean;
  /** The word on the button: "Run" or "Insert". */
  readonly action: string;
  readonly onSubmit: (values: ParameterValues, confirmedTarget: string | undefined) => void;
  readonly onCancel: () => void;
}

/** Asks, under a step, for its parameters, and before a dangerous one for the name of what it acts on. */
export function StepForm({ step, ask, remembered, confirm, action, onSubmit, onCancel }: Props) {
  const [values, setValues] = useState(() => initialValues(ask, remembered));
  const [typed, setTyped] = useState('');
  const [tried, setTried] = useState(false);
  const problems = parameterProblems(ask, values);
  // A value can make a harmless step dangerous: then only the services know what it acts on, and they compare.
  const filled = Object.fromEntries(Object.entries({ ...remembered, ...values }).filter(([, value]) => value !== ''));
  const target = step.risk.target === undefined ? undefined : fillTarget(step.risk.target, filled).trim();
  const incomplete = ask.some(({ name }) => !values[name]);
  const confirmed = target === undefined ? typed.trim() !== '' : typed.trim() === target;
  const complete = Object.keys(problems).length === 0 && (!confirm || confirmed);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (complete) onSubmit(values, confirm ? typed : undefined);
  };
  return (
    <form
      className="flex flex-wrap items-end gap-2 rounded-md border border-line bg-pane p-3"
      onSubmit={submit}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onCancel();
      }}
    >
      {ask.map((parameter, index) => (
        <ParameterField
          key={parameter.name}
          parameter={parameter}
          value={values[parameter.name] ?? ''}
          focus={index === 0}
          problem={tried ? problems[parameter.name] : undefined}
          onChange={(value) => setValues({ ...values, [parameter.name]: value })}
        />
      ))}
      {confirm && (
        <>
          {step.risk.level === 'dangerous' && (
            <div className="w-full">
              <ErrorNote plain message={`Dangerous: it ${step.risk.reason}.`} />
            </div>
          )}
          <TextField
            className="min-w-56 flex-1"
            label={target === undefined || incomplete ? 'Type the name of what it acts on' : `Type ${target} to go on`}
            disabled={incomplete}
            mono
            autoFocus={ask.length === 0}
            value={typed}
            error={tried && !confirmed ? 'Not the same name.' : undefined}
            onChange={(event) => setTyped(event.target.value)}
          />
        </>
      )}
      <div className="ml-auto flex h-8 items-center gap-1">
        <Button look="quiet" size="medium" onClick={onCancel}>
          Cancel
        </Button>
        <Button type="submit" size="medium" look={confirm ? 'danger' : 'primary'} disabled={confirm && !confirmed}>
          {action}
        </Button>
      </div>
    </form>
  );
}

interface FieldProps {
  readonly parameter: RunbookParameter;
  readonly value: string;
  readonly focus: boolean;
  readonly problem: string | undefined;
  readonly onChange: (value: string) => void;
}

function ParameterField({ parameter, value, focus, problem, onChange }: FieldProps) {
  const { name, description, choices, secret } = parameter;
  if (choices && choices.length > 0) {
    const options = [
      ...(value === '' ? [{ value: '', label: 'Choose…' }] : []),
      ...choices.map((one) => ({ value: one, label: one })),
    ];
    return (
      <div className="min-w-56 flex-1">
        <Select label={description ?? name} value={value} autoFocus={focus} onChange={onChange} options={options} />
        {problem && <p className="mt-1 text-small text-crit">{problem}</p>}
      </div>
    );
  }
  return (
    <TextField
      className="min-w-56 flex-1"
      label={description ? `${name}: ${description}` : name}
      mono
      autoFocus={focus}
      type={secret ? 'password' : 'text'}
      hint={secret ? 'Not remembered, and not recorded.' : undefined}
      error={problem}
      value={value}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
