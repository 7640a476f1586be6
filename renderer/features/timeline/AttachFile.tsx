import { Paperclip } from 'lucide-react';
import { useMemo, useRef, useState } from 'react';
import type { Problem } from '#shared/domain/outcome.ts';
import { type Command, useCommands } from '../../commands/index.ts';
import { IconButton } from '../../components/index.ts';
import { useStore } from '../../store/index.ts';

/** One message holds so much; a larger file goes the way of the command line. */
const LARGEST_BYTES = 2_500_000;

interface Props {
  /** The file is on the timeline (undefined), or why it is not. */
  readonly onDone: (problem: Problem | undefined) => void;
}

/** Keeps a file as an entry of the timeline: a screenshot, a log, a graph of another tool. */
export function AttachFile({ onDone }: Props) {
  const attachFile = useStore((state) => state.attachFile);
  const input = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(false);

  useCommands(
    useMemo(
      (): readonly Command[] => [
        {
          id: 'timeline.attach',
          title: 'Attach a file',
          group: 'Timeline',
          icon: Paperclip,
          keywords: ['upload', 'screenshot', 'evidence', 'log'],
          run: () => input.current?.click(),
        },
      ],
      [],
    ),
  );

  const attach = async (file: File | undefined) => {
    if (!file) return;
    if (file.size > LARGEST_BYTES) {
      const message = `${file.name} is larger than 2.5 MB.`;
      onDone({ code: 'too-large', message, action: 'Attach it with: war-room incident attach' });
      return;
    }
    setBusy(true);
    const mediaType = file.type || 'application/octet-stream';
    const answer = await attachFile({ name: file.name, mediaType, bytes: await toBase64(file) });
    setBusy(false);
    onDone(answer.ok ? undefined : answer.error);
  };

  return (
    <>
      <input
        ref={input}
        type="file"
        hidden
        aria-label="File to attach"
        onChange={(event) => {
          void attach(event.target.files?.[0]);
          // The same file may be chosen again.
          event.target.value = '';
        }}
      />
      <IconButton icon={Paperclip} label="Attach a file" disabled={busy} onClick={() => input.current?.click()} />
    </>
  );
}

function toBase64(file: File): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const reader = new FileReader();
  reader.onload = () => resolve(String(reader.result).replace(/^[^,]*,/, ''));
  reader.onerror = () => reject(reader.error ?? new Error('the file cannot be read'));
  reader.readAsDataURL(file);
  return promise;
}
