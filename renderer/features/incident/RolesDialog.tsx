import { type FormEvent, useState } from 'react';
import { type Role, roleSchema } from '#shared/domain/events/index.ts';
import type { Problem } from '#shared/domain/outcome.ts';
import { Button, Dialog, ErrorNote, TextField } from '../../components/index.ts';
import { useStore } from '../../store/index.ts';

const hints: Readonly<Record<Role, string>> = {
  'incident commander': 'Coordinates. Exactly one at a time',
  'technical lead': 'Finds the root cause',
  communications: 'Writes the updates',
  operations: 'Carries out the recovery',
  scribe: 'Keeps the timeline',
};

/** Who does what. Each change is an event of its own; an empty field leaves the role as it is. */
export function RolesDialog({ onClose }: { readonly onClose: () => void }) {
  const roles = useStore((state) => state.incident?.roles ?? {});
  const assignRole = useStore((state) => state.assignRole);
  const [names, setNames] = useState<Partial<Record<Role, string>>>(roles);
  const [problem, setProblem] = useState<Problem>();
  const [busy, setBusy] = useState(false);
  const changed = roleSchema.options.filter((role) => {
    const name = names[role]?.trim();
    return name && name !== roles[role];
  });

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    for (const role of changed) {
      const answer = await assignRole(role, names[role]?.trim() ?? '');
      if (answer.ok) continue;
      setProblem(answer.error);
      setBusy(false);
      return;
    }
    onClose();
  };

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Roles"
      description="One person may hold several. Handing over is typing another name."
      footer={
        <>
          <Button look="quiet" size="medium" onClick={onClose}>
            Cancel
          </Button>
          <Button
            type="submit"
            form="roles"
            look="primary"
            size="medium"
            busy={busy}
            disabled={changed.length === 0}
            shortcut="Enter"
          >
            Assign
          </Button>
        </>
      }
    >
      <form id="roles" onSubmit={submit} className="grid grid-cols-2 gap-x-4 gap-y-3">
        {roleSchema.options.map((role, index) => (
          <TextField
            key={role}
            label={role.charAt(0).toUpperCase() + role.slice(1)}
            hint={hints[role]}
            maxLength={200}
            autoFocus={index === 0}
            value={names[role] ?? ''}
            onChange={(event) => setNames({ ...names, [role]: event.target.value })}
          />
        ))}
        {problem && (
          <div className="col-span-2">
            <ErrorNote message={problem.message} action={problem.action} />
          </div>
        )}
      </form>
    </Dialog>
  );
}
