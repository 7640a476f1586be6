import { TextField } from '../../components/index.ts';
import { ListRows } from './ListRows.tsx';
import { changeAt, removeAt } from './team-draft.ts';
import { type VariableRow, variableFaults } from './variable-draft.ts';

interface Props {
  readonly rows: readonly VariableRow[];
  /** Faults are said; before saving was tried they would only be in the way. */
  readonly tried: boolean;
  /** Whose they are, where the form has several lists: "of bastion". */
  readonly of?: string;
  readonly onChange: (rows: VariableRow[]) => void;
}

/** Environment variables, each with its name and its value. */
export function VariableRows({ rows, tried, of = '', onChange }: Props) {
  const faults = tried ? variableFaults(rows) : new Map<number | '', string>();
  const suffix = of === '' ? '' : ` ${of}`;
  return (
    <>
      <ListRows
        what="variable"
        items={rows}
        keyOf={(_, index) => String(index)}
        nameOf={({ name }) => name}
        onAdd={() => onChange([...rows, { name: '', value: '' }])}
        onRemove={(index) => onChange(removeAt(rows, index))}
        row={({ name, value }, index) => (
          <>
            <TextField
              className="w-46 shrink-0"
              label={`Name of variable ${index + 1}${suffix}`}
              hideLabel
              mono
              placeholder="NAME"
              maxLength={200}
              error={faults.get(index)}
              value={name}
              onChange={(event) => onChange(changeAt(rows, index, { name: event.target.value }))}
            />
            <TextField
              className="min-w-0 flex-1"
              label={`Value of variable ${index + 1}${suffix}`}
              hideLabel
              mono
              placeholder="value"
              value={value}
              onChange={(event) => onChange(changeAt(rows, index, { value: event.target.value }))}
            />
          </>
        )}
      />
      {faults.get('') && <p className="mt-1 text-small text-crit">{faults.get('')}</p>}
    </>
  );
}
