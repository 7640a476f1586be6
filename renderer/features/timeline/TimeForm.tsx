import { useState } from 'react';
import type { TimelineEntry } from '#shared/domain/timeline.ts';
import type { ZonedTime } from '#shared/domain/zoned-time.ts';
import { TextField } from '../../components/index.ts';
import { useStore } from '../../store/index.ts';
import { ReasonField } from './ReasonField.tsx';
import { readEntryTime } from './read-entry-time.ts';
import { TaskFrame } from './TaskFrame.tsx';
import { useEntryChange } from './use-entry-change.ts';

const presets = ['wrong time', 'written down later', 'typo'] as const;

interface Props {
  readonly entry: TimelineEntry;
  readonly time: ZonedTime;
  readonly onClose: () => void;
}

/** Corrects when an entry happened. Where it stood before stays in its history. */
export function TimeForm({ entry, time, onClose }: Props) {
  const change = useStore((state) => state.change);
  const [typed, setTyped] = useState(() => time.seconds(entry.occurredAt));
  const [reason, setReason] = useState<string>(presets[0]);
  const { busy, problem, send } = useEntryChange(onClose);
  const at = readEntryTime(typed, { entry, now: Date.now(), zone: time });
  const moved = at !== undefined && at !== entry.occurredAt && typed !== time.seconds(entry.occurredAt);
  return (
    <TaskFrame
      label="Change the time of the entry"
      confirm="Change the time"
      confirmKeys="Enter"
      busy={busy}
      disabled={!moved || reason.trim() === ''}
      problem={problem}
      onConfirm={() => {
        if (at !== undefined) void send(() => change('amendEntry', { eventId: entry.eventId, at, reason }));
      }}
      onClose={onClose}
    >
      <TextField
        label="When did it happen?"
        mono
        autoFocus
        onFocus={(event) => event.target.select()}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        error={typed !== '' && at === undefined ? 'Write 14:05, 14:05:30Z, 2026-11-21 14:05 or -10m.' : undefined}
        hint={
          at === undefined
            ? 'Write 14:05, 14:05:30Z, 2026-11-21 14:05 or -10m.'
            : `${time.day(at)} ${time.seconds(at)} ${time.zoneName(at)}`
        }
      />
      <ReasonField reason={reason} onChange={setReason} presets={presets} />
    </TaskFrame>
  );
}
