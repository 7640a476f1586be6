import { type ReactNode, useEffect, useRef } from 'react';
import { Button, TextField } from '../../components/index.ts';
import { ChannelRows } from './ChannelRows.tsx';
import { ContactRows } from './ContactRows.tsx';
import { faultOf, linkKeys } from './team-draft.ts';
import type { useTeamForm } from './use-team-form.ts';

const linkLabels = {
  warRoomCall: 'War-room call',
  chatChannel: 'Chat channel',
  statusPage: 'Status page',
  ticketSystem: 'Ticket system',
  dashboard: 'Dashboard',
  documentation: 'Documentation',
} as const;

/** Whom a team can call, where it meets, and who hears of an incident how. Enter saves. */
export function TeamForm({ team, faults, changed, edit, discard, save }: ReturnType<typeof useTeamForm>) {
  const form = useRef<HTMLFormElement>(null);
  const refused = faults.length > 0;
  useEffect(() => {
    if (refused) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [refused]);
  return (
    <form
      ref={form}
      aria-label="Team"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
      className="flex flex-col gap-5 [&_input]:scroll-my-14"
    >
      <TextField
        label="Name of the team"
        hint="Signs the updates to customers."
        maxLength={200}
        value={team.name ?? ''}
        onChange={(event) => edit({ name: event.target.value })}
      />
      <Part title="Contacts" hint="The escalation ladder calls the first of each kind.">
        <ContactRows contacts={team.contacts} faults={faults} onChange={(contacts) => edit({ contacts })} />
      </Part>
      <Part title="Links" hint="They stand in each incident that names none of its own, and in its updates.">
        <div className="grid grid-cols-2 gap-x-4 gap-y-3">
          {linkKeys.map((key) => (
            <TextField
              key={key}
              label={linkLabels[key]}
              placeholder={key === 'chatChannel' ? '#incidents or https://' : 'https://'}
              maxLength={2048}
              error={faultOf(faults, `links.${key}`)}
              value={team.links[key] ?? ''}
              onChange={(event) => edit({ links: { ...team.links, [key]: event.target.value } })}
            />
          ))}
        </div>
      </Part>
      <Part title="Update channels" hint="Where an update goes, for each audience. War Room sends nothing there.">
        <ChannelRows
          channels={team.updateChannels}
          faults={faults}
          onChange={(updateChannels) => edit({ updateChannels })}
        />
      </Part>
      {changed && (
        <Button look="quiet" className="self-start" onClick={discard}>
          Back to what is saved
        </Button>
      )}
      {/* Enter in a field submits a form that has a submit button; the one to be seen is in the footer. */}
      <button type="submit" hidden />
    </form>
  );
}

function Part(props: { readonly title: string; readonly hint: string; readonly children: ReactNode }) {
  return (
    <fieldset>
      <legend className="font-semibold">{props.title}</legend>
      <p className="mb-2 text-small text-ink-2">{props.hint}</p>
      {props.children}
    </fieldset>
  );
}
