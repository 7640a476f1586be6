import { channelAudienceSchema, type TeamProblem } from '#shared/domain/team.ts';
import { capitalize } from '#shared/domain/words.ts';
import { Select, TextField } from '../../components/index.ts';
import { ListRows } from './ListRows.tsx';
import { changeAt, faultOf, removeAt, type UpdateChannel } from './team-draft.ts';

interface Props {
  readonly channels: readonly UpdateChannel[];
  readonly faults: readonly TeamProblem[];
  readonly onChange: (channels: UpdateChannel[]) => void;
}

const audiences = channelAudienceSchema.options.map((value) => ({ value, label: capitalize(value) }));

/** Where each audience hears of an incident. */
export function ChannelRows({ channels, faults, onChange }: Props) {
  return (
    <ListRows
      what="channel"
      items={channels}
      keyOf={(_, index) => String(index)}
      nameOf={({ name }) => name}
      onAdd={() => onChange([...channels, { audience: 'customers', name: '' }])}
      onRemove={(index) => onChange(removeAt(channels, index))}
      row={({ audience, name, address = '' }, index) => (
        <>
          <Select
            className="w-46 shrink-0"
            label={`Audience of channel ${index + 1}`}
            hideLabel
            value={audience}
            onChange={(next) => onChange(changeAt(channels, index, { audience: next }))}
            options={audiences}
          />
          <TextField
            className="min-w-0 flex-1"
            label={`Name of channel ${index + 1}`}
            hideLabel
            placeholder="Status page, #support"
            maxLength={200}
            error={faultOf(faults, `updateChannels.${index}.name`)}
            value={name}
            onChange={(event) => onChange(changeAt(channels, index, { name: event.target.value }))}
          />
          <TextField
            className="min-w-0 flex-1"
            label={`Address of channel ${index + 1}`}
            hideLabel
            placeholder="Address, if it has one"
            maxLength={500}
            value={address}
            onChange={(event) => onChange(changeAt(channels, index, { address: event.target.value }))}
          />
        </>
      )}
    />
  );
}
