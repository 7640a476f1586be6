import { Trash2 } from 'lucide-react';
import { profileColourSchema } from '#shared/domain/terminal-profile.ts';
import { capitalize } from '#shared/domain/words.ts';
import { Checkbox, IconButton, Select, TextField } from '../../components/index.ts';
import type { ProfileDraft } from './terminal-draft.ts';
import { VariableRows } from './VariableRows.tsx';

interface Props {
  readonly profile: ProfileDraft;
  readonly number: number;
  readonly tried: boolean;
  /** What is wrong with one of its fields. */
  readonly faultOf: (field: string) => string | undefined;
  readonly onChange: (change: Partial<ProfileDraft>) => void;
  readonly onRemove: () => void;
}

const colours = [
  { value: '', label: 'No colour' },
  ...profileColourSchema.options.map((value) => ({ value, label: capitalize(value) })),
] as const;

/** One way to open a terminal. */
export function ProfileEditor({ profile, number, tried, faultOf, onChange, onRemove }: Props) {
  const called = profile.name.trim() || `profile ${number}`;
  return (
    <fieldset className="rounded-md border border-line p-3">
      <legend className="sr-only">{called}</legend>
      <div className="grid grid-cols-[minmax(0,1fr)_9rem_auto] items-start gap-x-3 gap-y-3">
        <TextField
          label="Name"
          placeholder="bastion"
          maxLength={200}
          error={faultOf('name')}
          value={profile.name}
          onChange={(event) => onChange({ name: event.target.value })}
        />
        <Select label="Colour" value={profile.colour} onChange={(colour) => onChange({ colour })} options={colours} />
        <IconButton icon={Trash2} label={`Remove ${called}`} onClick={onRemove} className="mt-6" />
        <TextField
          className="col-span-3"
          label="Command"
          mono
          placeholder="ssh -t bastion"
          hint="Program and arguments, quoted as in a shell. Empty: your shell."
          error={faultOf('command')}
          value={profile.command}
          onChange={(event) => onChange({ command: event.target.value })}
        />
        <TextField
          className="col-span-3"
          label="Folder"
          mono
          placeholder="~"
          maxLength={4096}
          error={faultOf('cwd')}
          value={profile.cwd}
          onChange={(event) => onChange({ cwd: event.target.value })}
        />
      </div>
      <p className="mt-3 mb-1 text-small font-medium text-ink-2">Variables</p>
      <VariableRows rows={profile.env} tried={tried} of={`of ${called}`} onChange={(env) => onChange({ env })} />
      <Checkbox
        className="mt-2"
        label="Production: a red edge, and the word PROD wherever it is named"
        checked={profile.production}
        onChange={(event) => onChange({ production: event.target.checked })}
      />
    </fieldset>
  );
}
