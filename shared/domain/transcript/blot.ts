import { formatEvent, parseEvent } from './asciicast.ts';
import { formatNote, type MarkerNote, parseNote } from './markers.ts';

/** What stands in a recording for a command that was purged from the record. */
const BLOT = '[purged]';

export interface Blotted {
  readonly lines: readonly string[];
  /** Nothing of these commands is in it. */
  readonly untouched: boolean;
  /** The command that goes on in the next part. */
  readonly running: string | undefined;
}

/**
 * Takes commands out of a recording: what they printed, their command lines, and the prompts at which they were typed;
 * where lines were pasted together, the prompt that got them all. `lines` are those of a part without its header;
 * `running` the command that it begins in. With `sameLength` every line keeps its length, so that places in a file that
 * still grows stay what they are.
 */
export function blotCommands(
  lines: readonly string[],
  commandIds: ReadonlySet<string>,
  {
    running: before,
    sameLength = false,
  }: { readonly running?: string | undefined; readonly sameLength?: boolean } = {},
): Blotted {
  const events = lines.map(parseEvent);
  const notes = events.map((event) => (event?.kind === 'marker' ? parseNote(event.label) : undefined));
  const hidden = new Set<number>();
  let running = before;
  /** The prompt that somebody typed at last, and where the newest one begins. */
  let typed: readonly number[] = [];
  let prompt: number[] = [];
  for (const [index, event] of events.entries()) {
    const note = notes[index];
    if (note?.phase === 'started') {
      if (prompt.length > 0) typed = prompt;
      running = note.commandId;
      if (commandIds.has(running)) for (const at of [...typed, index]) hidden.add(at);
    } else if (note?.phase === 'finished') {
      running = undefined;
      prompt = [];
    } else if (event?.kind === 'output') {
      if (running === undefined) prompt.push(index);
      else if (commandIds.has(running)) hidden.add(index);
    }
  }
  const blotted = lines.flatMap((line, index) => {
    if (!hidden.has(index)) return [line];
    const note = notes[index];
    if (note !== undefined) return [sameLength ? padMarker(line, note) : marker(line, note)];
    if (sameLength) return [padOutput(line)];
    return hidden.has(index - 1) && notes[index - 1] === undefined ? [] : [output(line)];
  });
  return { lines: blotted, untouched: hidden.size === 0, running };
}

const timeOf = (line: string): number => parseEvent(line)?.atMs ?? 0;

const output = (line: string): string =>
  formatEvent({ kind: 'output', atMs: timeOf(line), text: `\r\n${BLOT}\r\n` }).trimEnd();

function marker(line: string, note: MarkerNote): string {
  return formatEvent({ kind: 'marker', atMs: timeOf(line), label: formatNote(withoutLine(note)) }).trimEnd();
}

/** Spaces after an element mean nothing to JSON. */
const padMarker = (line: string, note: MarkerNote): string => marker(line, note).padEnd(line.length);

/** Spaces inside of the text: as long as it was, escapes counted. */
function padOutput(line: string): string {
  const start = line.indexOf('"o"');
  const from = line.indexOf('"', start + 3) + 1;
  const to = line.lastIndexOf('"');
  return line.slice(0, from) + BLOT.slice(0, to - from).padEnd(to - from) + line.slice(to);
}

function withoutLine(note: MarkerNote): MarkerNote {
  if (note.phase !== 'started') return note;
  const { commandLine: _, ...rest } = note;
  return rest;
}
