import { ChevronRight } from 'lucide-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { detectionSourceSchema } from '#shared/domain/events/index.ts';
import { capitalize } from '#shared/domain/words.ts';
import { Select, TextField } from '../../components/index.ts';
import { useZonedTime } from '../../store/index.ts';
import { type DetectionText, readDetection } from './detection-text.ts';

interface Props {
  readonly text: DetectionText;
  /** When the alert began that this comes from, UTC ms. */
  readonly detectedAt: number | undefined;
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  /** Declaring was tried: from then on what is wrong is said. */
  readonly tried: boolean;
  readonly onChange: (text: DetectionText) => void;
  /** What else is folded away with it. */
  readonly children: ReactNode;
}

/** By what it was noticed, when, and since when it has been going on: folded, because all of it can wait. */
export function DetectionFields({ text, detectedAt, open, onOpenChange, tried, onChange, children }: Props) {
  const fields = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (open) fields.current?.scrollIntoView({ block: 'nearest' });
  }, [open]);
  const time = useZonedTime();
  const read = readDetection(text, Date.now(), time);
  const errors = tried && !read.ok ? read : undefined;
  const when = text.noticed.trim() || (detectedAt === undefined ? 'now' : time.minutes(detectedAt));
  return (
    <div>
      <button
        type="button"
        aria-expanded={open}
        onClick={() => onOpenChange(!open)}
        className="group/more -ml-1 flex min-h-7 items-center gap-1.5 rounded-md pr-2 pl-1 text-ink-2 hover:bg-hover hover:text-ink"
      >
        <ChevronRight
          aria-hidden
          className="size-4 text-ink-3 transition-transform group-aria-expanded/more:rotate-90"
        />
        Noticed by {text.source === 'person' ? 'a person' : text.source}, {when}
        {text.started.trim() !== '' && `, going on since ${text.started.trim()}`}
      </button>
      {open && (
        <div ref={fields} className="mt-2 grid scroll-mb-5 grid-cols-3 gap-4">
          <Select
            label="Noticed by"
            value={text.source}
            onChange={(source) => onChange({ ...text, source })}
            options={detectionSourceSchema.options.map((value) => ({ value, label: capitalize(value) }))}
          />
          <TextField
            label="Noticed at"
            mono
            placeholder={detectedAt === undefined ? 'now' : time.seconds(detectedAt)}
            hint="14:05, -10m"
            error={errors?.noticed}
            value={text.noticed}
            onChange={(event) => onChange({ ...text, noticed: event.target.value })}
          />
          <TextField
            label="Began at"
            mono
            placeholder="not known"
            hint="Impact is measured from it."
            error={errors?.started}
            value={text.started}
            onChange={(event) => onChange({ ...text, started: event.target.value })}
          />
          <div className="col-span-2">{children}</div>
        </div>
      )}
    </div>
  );
}
