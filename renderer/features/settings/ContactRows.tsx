import { contactKindSchema, type TeamProblem } from '#shared/domain/team.ts';
import { capitalize } from '#shared/domain/words.ts';
import { Select, TextField } from '../../components/index.ts';
import { ListRows } from './ListRows.tsx';
import { type Contact, changeAt, faultOf, removeAt } from './team-draft.ts';

interface Props {
  readonly contacts: readonly Contact[];
  readonly faults: readonly TeamProblem[];
  readonly onChange: (contacts: Contact[]) => void;
}

const kinds = contactKindSchema.options.map((value) => ({ value, label: capitalize(value) }));

/** Who can be called, for what, and how. */
export function ContactRows({ contacts, faults, onChange }: Props) {
  return (
    <ListRows
      what="contact"
      items={contacts}
      keyOf={({ id }) => id}
      nameOf={({ name }) => name}
      onAdd={() => onChange([...contacts, { id: crypto.randomUUID(), kind: nextKind(contacts), name: '' }])}
      onRemove={(index) => onChange(removeAt(contacts, index))}
      row={({ kind, name, contact = '' }, index) => (
        <>
          <Select
            className="w-46 shrink-0"
            label={`Kind of contact ${index + 1}`}
            hideLabel
            value={kind}
            onChange={(next) => onChange(changeAt(contacts, index, { kind: next }))}
            options={kinds}
          />
          <TextField
            className="min-w-0 flex-1"
            label={`Name of contact ${index + 1}`}
            hideLabel
            placeholder="Name"
            maxLength={200}
            error={faultOf(faults, `contacts.${index}.name`)}
            value={name}
            onChange={(event) => onChange(changeAt(contacts, index, { name: event.target.value }))}
          />
          <TextField
            className="min-w-0 flex-1"
            label={`How to reach contact ${index + 1}`}
            hideLabel
            placeholder="Number, handle, mail"
            maxLength={500}
            value={contact}
            onChange={(event) => onChange(changeAt(contacts, index, { contact: event.target.value }))}
          />
        </>
      )}
    />
  );
}

/** The first kind that nobody stands for yet: a ladder is filled in from its foot. */
function nextKind(contacts: readonly Contact[]): Contact['kind'] {
  return contactKindSchema.options.find((kind) => !contacts.some((contact) => contact.kind === kind)) ?? 'other';
}
