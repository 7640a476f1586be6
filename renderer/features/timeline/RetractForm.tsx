import { useState } from 'react';
import type { TimelineEntry } from '#shared/domain/timeline.ts';
import { useStore } from '../../store/index.ts';
import { ReasonField } from './ReasonField.tsx';
import { TaskFrame } from './TaskFrame.tsx';
import { useEntryChange } from './use-entry-change.ts';

const presets = ['wrong', 'duplicate', 'other incident'] as const;

interface Props {
  readonly entry: TimelineEntry;
  readonly onClose: () => void;
}

/** Takes an entry back: it stays in the record, struck through, with who did it and why. */
export function RetractForm({ entry, onClose }: Props) {
  const change = useStore((state) => state.change);
  const [reason, setReason] = useState<string>(presets[0]);
  const { busy, problem, send } = useEntryChange(onClose);
  return (
    <TaskFrame
      label="Retract the entry"
      confirm="Retract"
      confirmKeys="Enter"
      busy={busy}
      problem={problem}
      onConfirm={() => void send(() => change('retractEntry', { eventId: entry.eventId, reason }))}
      onClose={onClose}
    >
      <p className="text-small text-ink-2">It stays in the record, struck through and folded, with the reason.</p>
      <ReasonField reason={reason} onChange={setReason} presets={presets} autoFocus />
    </TaskFrame>
  );
}
