import type { RunbookParameter } from '#shared/domain/runbook.ts';
import { Select, TextField } from '../../components/index.ts';
import { type ParameterValues, revealed } from './parameters.ts';

interface Props {
  readonly parameters: readonly RunbookParameter[];
  readonly values: ParameterValues;
  /** By name; absent where nothing is wrong with the value, or nobody tried to send it yet. */
  readonly problems: ParameterValues;
  /** The first field takes the focus. */
  readonly focus: boolean;
  readonly onChange: (values: ParameterValues) => void;
}

/** One field per parameter, in columns as wide as the place has room for. */
export function ParameterFields({ parameters, values, problems, focus, onChange }: Props) {
  return (
    <div className="grid w-full grid-cols-[repeat(auto-fill,minmax(min(14rem,100%),1fr))] items-start gap-x-3 gap-y-2.5">
      {parameters.map((parameter, index) => (
        <ParameterField
          key={parameter.name}
          parameter={parameter}
          value={values[parameter.name] ?? ''}
          problem={problems[parameter.name]}
          focus={focus && index === 0}
          onChange={(value) => onChange({ ...values, [parameter.name]: value })}
        />
      ))}
    </div>
  );
}

interface FieldProps {
  readonly parameter: RunbookParameter;
  readonly value: string;
  readonly problem: string | undefined;
  readonly focus: boolean;
  readonly onChange: (value: string) => void;
}

function ParameterField({ parameter, value, problem, focus, onChange }: FieldProps) {
  const { name, description, choices, secret } = parameter;
  if (choices && choices.length > 0) {
    const known = choices.map((one) => ({ value: one, label: one }));
    const options = choices.includes(value) ? known : [{ value, label: value || 'Choose…' }, ...known];
    return (
      <div className="min-w-0">
        <Select label={name} value={value} autoFocus={focus} onChange={onChange} options={options} />
        <p className={`mt-1 text-small ${problem ? 'text-crit' : 'text-ink-3'}`}>{problem ?? description}</p>
      </div>
    );
  }
  const hidden = secret ? undefined : revealed(value);
  const hints = [
    secret && 'Not remembered, not recorded; asked each time.',
    hidden !== undefined && `Holds characters that do not show: ${hidden}`,
    description,
  ].filter(Boolean);
  return (
    <TextField
      className="min-w-0 wrap-anywhere"
      label={name}
      mono
      autoFocus={focus}
      type={secret ? 'password' : 'text'}
      // Browsers offer to keep what stands in a password field unless it is called a new one.
      autoComplete={secret ? 'new-password' : 'off'}
      hint={hints.length > 0 ? hints.join(' ') : undefined}
      error={problem}
      value={value}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
