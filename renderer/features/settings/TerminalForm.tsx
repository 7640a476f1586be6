import { Plus } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { Button, Checkbox, TextField } from '../../components/index.ts';
import { ProfileEditor } from './ProfileEditor.tsx';
import { changeAt, removeAt } from './team-draft.ts';
import { newProfile } from './terminal-draft.ts';
import type { useTerminalForm } from './use-terminal-form.ts';

/** Ways to open a terminal, and how terminals behave. Enter saves. */
export function TerminalForm(form: ReturnType<typeof useTerminalForm>) {
  const { draft, tried, faults, faultCount, changed, edit, discard, save } = form;
  const { profiles } = draft;
  const element = useRef<HTMLFormElement>(null);
  const add = useRef<HTMLButtonElement>(null);
  const count = useRef(profiles.length);
  const refused = faultCount > 0;
  useEffect(() => {
    if (refused) element.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [refused]);
  useEffect(() => {
    // A new profile is there to be named; where one went, the focus must not go with it.
    if (profiles.length > count.current) {
      element.current?.querySelector<HTMLElement>('li:last-child > fieldset input')?.focus();
    } else if (profiles.length < count.current) add.current?.focus();
    count.current = profiles.length;
  }, [profiles.length]);
  return (
    <form
      ref={element}
      aria-label="Terminals"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
      className="flex flex-col gap-5 [&_input]:scroll-my-14"
    >
      <fieldset>
        <legend className="font-semibold">Profiles</legend>
        <p className="mb-2 text-small text-ink-2">
          They stand under + beside the tabs. A tab that is open keeps what it was opened with.
        </p>
        <ul className="flex flex-col gap-3">
          {profiles.map((profile, index) => (
            <li key={profile.id}>
              <ProfileEditor
                profile={profile}
                number={index + 1}
                tried={tried}
                faultOf={(field) => faults.get(`${index}.${field}`)}
                onChange={(change) => edit({ profiles: changeAt(profiles, index, change) })}
                onRemove={() => edit({ profiles: removeAt(profiles, index) })}
              />
            </li>
          ))}
        </ul>
        <Button
          ref={add}
          icon={Plus}
          className={profiles.length > 0 ? 'mt-2' : undefined}
          disabled={profiles.length >= 50}
          onClick={() => edit({ profiles: [...profiles, newProfile(crypto.randomUUID())] })}
        >
          Add a profile
        </Button>
      </fieldset>
      <fieldset>
        <legend className="mb-2 font-semibold">In every terminal</legend>
        <TextField
          className="w-46"
          label="Lines of scrollback"
          inputMode="numeric"
          error={faults.get('scrollback')}
          value={draft.scrollback}
          onChange={(event) => edit({ scrollback: event.target.value })}
        />
        <p className="mt-1 text-small text-ink-3">
          What this window keeps above the screen. A recording holds all of it.
        </p>
        <Checkbox
          className="mt-2"
          label="Copy what is selected at once"
          checked={draft.copyOnSelect}
          onChange={(event) => edit({ copyOnSelect: event.target.checked })}
        />
        <p className="mt-2 text-small text-ink-2">
          Programs in a terminal can neither read nor write your clipboard (OSC 52): that stays off.
        </p>
      </fieldset>
      {changed && (
        <Button look="quiet" className="self-start" onClick={discard}>
          Back to what is saved
        </Button>
      )}
      <button type="submit" hidden />
    </form>
  );
}
