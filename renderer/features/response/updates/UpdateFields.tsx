import type { UpdateTemplate } from '#shared/contract/index.ts';
import { TextArea, TextField } from '../../../components/index.ts';

interface Props {
  readonly template: UpdateTemplate;
  /** What a person changed; the others have what the incident knows. */
  readonly values: Readonly<Record<string, string>>;
  /** Ids of required fields that are empty. */
  readonly missing: readonly string[];
  readonly onChange: (values: Record<string, string>) => void;
}

/** What a template asks for, filled in with what the incident knows. */
export function UpdateFields({ template, values, missing, onChange }: Props) {
  if (template.fields.length === 0) return null;
  return (
    <div className="flex flex-col gap-2.5">
      {template.fields.map(({ id, label, multiline, required, initial }) => {
        const value = values[id] ?? initial;
        const common = {
          label: required ? `${label} (required)` : label,
          'data-field': id,
          'aria-required': required,
          maxLength: 20_000,
          value,
          error: missing.includes(id) && value.trim() === '' ? 'Its readers need this.' : undefined,
          onChange: (event: { readonly target: { readonly value: string } }) =>
            onChange({ ...values, [id]: event.target.value }),
        };
        return multiline ? <TextArea key={id} rows={2} {...common} /> : <TextField key={id} {...common} />;
      })}
    </div>
  );
}
