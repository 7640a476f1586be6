import clsx from 'clsx';
import type { KeyboardEvent, ReactNode } from 'react';
import { sizeText } from '#shared/domain/describe-evidence.ts';
import { formatDuration } from '#shared/domain/duration.ts';
import { plural } from '#shared/domain/plural.ts';
import { snippetParts } from '../../components/index.ts';
import { type Transcript, type TranscriptMatches, useZonedTime } from '../../store/index.ts';
import { clockText } from './player.ts';
import type { Place } from './RecordingsDialog.tsx';

const states = { live: 'still recording', kept: '', purged: 'purged' } as const;

interface RecordingsProps {
  readonly transcripts: readonly Transcript[];
  readonly chosenId: string | undefined;
  readonly onOpen: (place: Place) => void;
}

/** The recordings there are, newest first. */
export function Recordings({ transcripts, chosenId, onOpen }: RecordingsProps) {
  const time = useZonedTime();
  const entry = transcripts.some(({ sessionId }) => sessionId === chosenId) ? chosenId : transcripts[0]?.sessionId;
  return (
    <ul aria-label="Recordings" onKeyDown={walk}>
      {transcripts.map(({ sessionId, title, incidentTitle, startedAt, durationMs, size, state }) => (
        <Row
          key={sessionId}
          chosen={sessionId === chosenId}
          entry={sessionId === entry}
          onOpen={() => onOpen({ sessionId })}
          first={title === '' ? 'A purged recording' : title}
          second={[incidentTitle ?? 'Desk', states[state]].filter((part) => part !== '').join(' · ')}
          third={[
            `${time.day(startedAt)} ${time.minutes(startedAt)}`,
            formatDuration(durationMs),
            ...(state === 'purged' ? [] : [sizeText(size)]),
          ].join(' · ')}
        />
      ))}
    </ul>
  );
}

interface HitsProps {
  readonly matches: TranscriptMatches;
  readonly onOpen: (place: Place) => void;
}

/** Lines in which the words were found; each opens its recording at that moment. */
export function Hits({ matches: { hits, more, waiting }, onOpen }: HitsProps) {
  return (
    <>
      <p role="status" className="px-2 pb-1 text-small text-ink-2">
        {hits.length === 0 ? 'No recording has these words' : plural(hits.length, 'line')}
        {more && ' shown, and there are more: add a word'}
        {waiting > 0 && `; ${plural(waiting, 'recording')} not wholly read in yet`}
      </p>
      <ul aria-label="Lines found" onKeyDown={walk}>
        {hits.map(({ sessionId, title, incidentTitle, atMs, line }, index) => (
          <Row
            // biome-ignore lint/suspicious/noArrayIndexKey: hits of one answer never change
            key={index}
            entry={index === 0}
            onOpen={() => onOpen({ sessionId, atMs })}
            first={
              <span className="font-mono text-small">
                {snippetParts(line).map(({ text, found }, part) =>
                  found ? (
                    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one line never change
                    <mark key={part} className="rounded-sm bg-warn-bg px-0.5 font-medium text-warn">
                      {text}
                    </mark>
                  ) : (
                    text
                  ),
                )}
              </span>
            }
            second={`${title} · ${incidentTitle ?? 'Desk'}`}
            third={`at ${clockText(atMs)}`}
          />
        ))}
      </ul>
    </>
  );
}

/** A list is one stop of Tab, however long; its rows are gone through by arrows. */
function walk(event: KeyboardEvent<HTMLElement>): void {
  if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>('button')];
  const at = rows.indexOf(document.activeElement as HTMLElement);
  const goals: Readonly<Record<string, number>> = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 };
  const goal = goals[event.key];
  if (goal === undefined) return;
  event.preventDefault();
  rows[goal]?.focus();
}

interface RowProps {
  readonly chosen?: boolean;
  /** Tab comes to this one. */
  readonly entry: boolean;
  readonly first: ReactNode;
  readonly second: string;
  readonly third: string;
  readonly onOpen: () => void;
}

function Row({ chosen = false, entry, first, second, third, onOpen }: RowProps) {
  return (
    <li>
      <button
        type="button"
        aria-current={chosen}
        tabIndex={entry ? 0 : -1}
        data-ring="inside"
        onClick={onOpen}
        className={clsx('w-full rounded-sm px-2 py-1.5 text-left', chosen ? 'bg-accent-bg' : 'hover:bg-hover')}
      >
        <span className="line-clamp-2 block leading-5 wrap-anywhere">{first}</span>
        <span className="block truncate text-small text-ink-2">{second}</span>
        <span className="figure block truncate text-small text-ink-2">{third}</span>
      </button>
    </li>
  );
}
