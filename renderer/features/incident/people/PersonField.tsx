import { useId } from 'react';
import { TextField, type TextFieldProps } from '../../../components/index.ts';
import { useStore } from '../../../store/index.ts';
import { knownPeople } from './people-names.ts';

interface Props extends Omit<TextFieldProps, 'value' | 'onChange'> {
  readonly value: string;
  readonly onChange: (name: string) => void;
}

/** A person's name, typed or chosen among those who take part and whom the team names. */
export function PersonField({ value, onChange, ...rest }: Props) {
  const listId = useId();
  const incident = useStore((state) => state.incident);
  const settings = useStore((state) => state.settings);
  const names = incident ? knownPeople(incident, settings?.team, settings?.person?.name) : [];
  return (
    <>
      <TextField
        list={listId}
        maxLength={200}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        {...rest}
      />
      <datalist id={listId}>
        {names.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
    </>
  );
}
