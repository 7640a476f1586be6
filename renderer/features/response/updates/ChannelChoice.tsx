import { Settings } from 'lucide-react';
import type { UpdateAudience } from '#shared/domain/events/index.ts';
import { Button, Checkbox, TextField } from '../../../components/index.ts';
import { useStore } from '../../../store/index.ts';
import { channelsFor } from './channels.ts';

interface Props {
  readonly audience: UpdateAudience;
  readonly chosen: readonly string[];
  /** Further channels as typed. */
  readonly others: string;
  readonly onChange: (chosen: readonly string[]) => void;
  readonly onOthers: (others: string) => void;
}

/** Where the update goes, for the record: the team's channels for its readers, and whatever else. */
export function ChannelChoice({ audience, chosen, others, onChange, onOthers }: Props) {
  const team = useStore((state) => state.settings?.team);
  const showOverlay = useStore((state) => state.showOverlay);
  const known = channelsFor(audience, team);
  const listed = [
    ...known,
    // Where the last one went, though the settings do not name it any more.
    ...chosen.filter((name) => !known.some((channel) => channel.name === name)).map((name) => ({ name })),
  ];
  return (
    <fieldset>
      <legend className="mb-1 text-small font-medium text-ink-2">Where it goes</legend>
      {listed.length > 0 && (
        <div className="mb-1.5 flex flex-wrap gap-x-5">
          {listed.map((channel) => (
            <Checkbox
              key={channel.name}
              checked={chosen.includes(channel.name)}
              onChange={(event) =>
                onChange(
                  event.target.checked ? [...chosen, channel.name] : chosen.filter((name) => name !== channel.name),
                )
              }
              label={
                <>
                  {channel.name}
                  {'address' in channel && <span className="text-small text-ink-2"> {channel.address}</span>}
                </>
              }
            />
          ))}
        </div>
      )}
      <div className="flex items-end gap-1.5">
        <TextField
          className="flex-1"
          label={listed.length > 0 ? 'Other channels' : 'Channels'}
          hideLabel
          maxLength={2000}
          placeholder={listed.length > 0 ? 'Other channels, separated by commas' : 'Channels, separated by commas'}
          value={others}
          onChange={(event) => onOthers(event.target.value)}
        />
        {known.length === 0 && (
          <Button
            look="quiet"
            size="medium"
            icon={Settings}
            onClick={() => showOverlay({ kind: 'settings', tab: 'team' })}
          >
            Name the team’s
          </Button>
        )}
      </div>
    </fieldset>
  );
}
