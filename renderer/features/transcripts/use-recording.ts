import { useEffect, useState } from 'react';
import { useStore } from '../../store/index.ts';
import { followRecording, type RecordingState } from './follow-recording.ts';

/** What is there of a recording; more of it comes for as long as it is written. */
export function useRecording(sessionId: string): RecordingState {
  const readTranscript = useStore((state) => state.readTranscript);
  const [state, setState] = useState<RecordingState>({ kind: 'loading' });
  useEffect(() => {
    const ending = new AbortController();
    const { signal } = ending;
    setState({ kind: 'loading' });
    void followRecording(readTranscript, sessionId, signal, (next) => {
      if (!signal.aborted) setState(next);
    });
    return () => ending.abort();
  }, [sessionId, readTranscript]);
  return state;
}
