import { z } from 'zod';
import type { CastEvent } from './asciicast.ts';

/** What our markers say. A player that does not know it shows the JSON. */
const noteSchema = z.discriminatedUnion('phase', [
  z.object({
    phase: z.literal('started'),
    commandId: z.string(),
    /** Redacted. */
    commandLine: z.string().optional(),
    runbookId: z.string().optional(),
    stepId: z.string().optional(),
  }),
  z.object({ phase: z.literal('finished'), commandId: z.string(), exitCode: z.number().int().optional() }),
  /** From `fromMs` to the marker nothing was recorded. */
  z.object({ phase: z.literal('gap'), fromMs: z.number(), reason: z.string() }),
  /** From here on the session belongs to this incident; without one, to the desk. */
  z.object({ phase: z.literal('moved'), incidentId: z.string().optional() }),
]);
export type MarkerNote = z.infer<typeof noteSchema>;

export const formatNote = (note: MarkerNote): string => JSON.stringify(note);

/** Undefined for the label of a marker that somebody else set. */
export function parseNote(label: string): MarkerNote | undefined {
  if (!label.startsWith('{')) return undefined;
  try {
    return noteSchema.safeParse(JSON.parse(label)).data;
  } catch {
    return undefined;
  }
}

export interface RecordedCommand {
  readonly commandId: string;
  readonly commandLine?: string;
  readonly runbookId?: string;
  readonly stepId?: string;
  readonly startMs: number;
  /** Absent when the recording ends before the command does. */
  readonly endMs?: number;
  readonly exitCode?: number;
}

/** The commands of a recording, in order. */
export function indexCommands(events: Iterable<CastEvent>): readonly RecordedCommand[] {
  const commands = new Map<string, RecordedCommand>();
  for (const event of events) {
    const note = event.kind === 'marker' ? parseNote(event.label) : undefined;
    if (note?.phase === 'started') {
      const { phase: _, ...command } = note;
      commands.set(note.commandId, { ...command, startMs: event.atMs } as RecordedCommand);
    } else if (note?.phase === 'finished') {
      const command = commands.get(note.commandId);
      if (command === undefined) continue;
      const exit = note.exitCode === undefined ? {} : { exitCode: note.exitCode };
      commands.set(note.commandId, { ...command, endMs: event.atMs, ...exit });
    }
  }
  return [...commands.values()];
}

/** The output between a command's markers; undefined when there is no such command. */
export function outputOfCommand(events: Iterable<CastEvent>, commandId: string): string | undefined {
  let output: string | undefined;
  for (const event of events) {
    if (event.kind === 'output' && output !== undefined) output += event.text;
    const note = event.kind === 'marker' ? parseNote(event.label) : undefined;
    if (note === undefined || !('commandId' in note) || note.commandId !== commandId) continue;
    if (note.phase === 'finished') return output;
    output = '';
  }
  return output;
}
