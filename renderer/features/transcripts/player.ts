import type { CastEvent } from '#shared/domain/transcript/asciicast.ts';
import type { RecordedCommand } from '#shared/domain/transcript/markers.ts';
import type { PlaybackClock } from '#shared/domain/transcript/playback.ts';

/** Events as the services send them, after `since`. Times never go back; what is no event of ours is left out. */
export function toEvents(
  wire: readonly (readonly [number, 'o' | 'r' | 'm', string])[],
  since = 0,
): readonly CastEvent[] {
  let latest = since;
  return wire.flatMap(([ms, kind, data]): CastEvent[] => {
    latest = Math.max(latest, ms);
    if (kind === 'o') return [{ kind: 'output', atMs: latest, text: data }];
    if (kind === 'm') return [{ kind: 'marker', atMs: latest, label: data }];
    const [columns = 0, rows = 0] = data.split('x').map(Number);
    return columns > 0 && rows > 0 ? [{ kind: 'resize', atMs: latest, columns, rows }] : [];
  });
}

/** How many events have happened at `ms`. */
export function countUntil(events: readonly CastEvent[], ms: number): number {
  let low = 0;
  let high = events.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((events[middle]?.atMs ?? 0) <= ms) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** What a terminal has to do next: write `text`, then take `size`, and it stands at `next`. */
export interface Step {
  readonly text: string;
  readonly size?: { readonly columns: number; readonly rows: number };
  readonly next: number;
}

/** From `index` towards `until`: up to the next resize, and about `most` characters. */
export function stepFrom(events: readonly CastEvent[], index: number, until: number, most: number): Step {
  let text = '';
  let next = index;
  while (next < until && text.length < most) {
    const event = events[next];
    next += 1;
    if (event?.kind === 'output') text += event.text;
    if (event?.kind === 'resize') return { text, size: { columns: event.columns, rows: event.rows }, next };
  }
  return { text, next };
}

/** The command whose output is shown at `ms`, or that was the last one before. */
export function commandAt(commands: readonly RecordedCommand[], ms: number): RecordedCommand | undefined {
  return commands.findLast(({ startMs }) => startMs <= ms);
}

/** A little earlier is still the beginning of the command: the one before it is meant by another press. */
const SAME_PLACE_MS = 1_000;

export function neighbourCommand(
  commands: readonly RecordedCommand[],
  ms: number,
  by: 1 | -1,
): RecordedCommand | undefined {
  return by === 1
    ? commands.find(({ startMs }) => startMs > ms)
    : commands.findLast(({ startMs }) => startMs < ms - SAME_PLACE_MS);
}

/** Where playback stands after `elapsedMs` at that speed, in recorded time. */
export function advance(clock: PlaybackClock, recordedMs: number, elapsedMs: number, speed: number): number {
  return clock.toRecorded(Math.min(clock.durationMs, clock.toPlayback(recordedMs) + elapsedMs * speed));
}

/** "0:07", "12:30", "1:02:03". */
export function clockText(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  const rest = `${String(minutes).padStart(hours > 0 ? 2 : 1, '0')}:${String(seconds % 60).padStart(2, '0')}`;
  return hours > 0 ? `${hours}:${rest}` : rest;
}

/** What goes on the timeline of a command in a recording. */
export function excerptNote(title: string, commandLine: string, text: string, truncated: boolean): string {
  const head = `From the recording of ${title}: ${commandLine}`;
  return [head, '', text === '' ? '(no output)' : text, ...(truncated ? ['(cut)'] : [])].join('\n');
}
