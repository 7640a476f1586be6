import { useEffect, useState } from 'react';
import type { Problem } from '#shared/domain/outcome.ts';
import type { CastEvent } from '#shared/domain/transcript/asciicast.ts';
import { indexCommands, type RecordedCommand } from '#shared/domain/transcript/markers.ts';
import { useStore } from '../../store/index.ts';
import { toEvents } from './player.ts';

/** Of a longer recording only the beginning is played: the page has to hold all of it. Characters. */
const MOST = 48 * 1024 * 1024;

export interface LoadedRecording {
  readonly columns: number;
  readonly rows: number;
  readonly events: readonly CastEvent[];
  readonly commands: readonly RecordedCommand[];
  /** Lines that could not be read. */
  readonly skipped: number;
  /** It is longer than what is here. */
  readonly cut: boolean;
}

export type RecordingState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'loaded'; readonly recording: LoadedRecording }
  | { readonly kind: 'failed'; readonly problem: Problem };

/** Reads a recording page by page. */
export function useRecording(sessionId: string): RecordingState {
  const readTranscript = useStore((state) => state.readTranscript);
  const [state, setState] = useState<RecordingState>({ kind: 'loading' });
  useEffect(() => {
    let gone = false;
    const load = async (): Promise<RecordingState> => {
      const wire: [number, 'o' | 'r' | 'm', string][] = [];
      let size: { readonly columns: number; readonly rows: number } | undefined;
      let skipped = 0;
      let characters = 0;
      let from: number | undefined = 0;
      while (from !== undefined && characters < MOST && !gone) {
        const page = await readTranscript(sessionId, from);
        if (!page.ok) return { kind: 'failed', problem: page.error };
        size ??= { columns: page.value.columns, rows: page.value.rows };
        for (const event of page.value.events) {
          wire.push(event);
          characters += event[2].length;
        }
        skipped += page.value.skipped;
        from = page.value.next;
      }
      const events = toEvents(wire);
      const { columns, rows } = size ?? { columns: 80, rows: 24 };
      const commands = indexCommands(events);
      return { kind: 'loaded', recording: { columns, rows, events, commands, skipped, cut: from !== undefined } };
    };
    setState({ kind: 'loading' });
    void load().then((loaded) => {
      if (!gone) setState(loaded);
    });
    return () => {
      gone = true;
    };
  }, [sessionId, readTranscript]);
  return state;
}
