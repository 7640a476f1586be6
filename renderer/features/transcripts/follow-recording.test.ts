import { afterEach, expect, it, vi } from 'vitest';
import { fail, succeed } from '#shared/domain/outcome.ts';
import { followRecording, type ReadPage, type RecordingState } from './follow-recording.ts';

afterEach(() => void vi.useRealTimers());

const size = { columns: 80, rows: 24, skipped: 0 };
const started = JSON.stringify({ phase: 'started', commandId: 'c', commandLine: 'make' });

/** What a player hears, shortly. */
const said = (state: RecordingState) =>
  state.kind === 'loaded'
    ? {
        text: state.recording.events.map((event) => (event.kind === 'output' ? event.text : '')).join(''),
        times: state.recording.events.map(({ atMs }) => atMs),
        commands: state.recording.commands.map(({ commandLine }) => commandLine),
        live: state.recording.live,
      }
    : state;

it('[S108] goes on with a recording that is still written, and takes it as it is kept in the end', async () => {
  vi.useFakeTimers();
  const asked: (number | undefined)[] = [];
  const answers: Awaited<ReturnType<ReadPage>>[] = [
    succeed({ ...size, events: [[0, 'o', 'one ']], next: 10 }),
    succeed({ ...size, events: [[500, 'o', 'two ']], continuesAt: 20 }),
    succeed({ ...size, events: [], continuesAt: 20 }),
    fail('not-connected', 'The services do not answer.'),
    // A clock that was set back.
    succeed({
      ...size,
      events: [
        [400, 'm', started],
        [900, 'o', 'three'],
      ],
      continuesAt: 30,
    }),
    succeed({ ...size, events: [] }),
    succeed({ ...size, events: [[0, 'o', 'as kept']] }),
  ];
  const readPage: ReadPage = async (_, from) => {
    asked.push(from);
    return answers.shift() ?? fail('absent', 'Asked too often.');
  };
  const heard: unknown[] = [];
  const over = followRecording(readPage, 's', new AbortController().signal, (state) => heard.push(said(state)));
  await vi.advanceTimersByTimeAsync(10_000);
  await over;
  expect(heard).toEqual([
    { text: 'one two ', times: [0, 500], commands: [], live: true },
    { text: 'one two three', times: [0, 500, 500, 900], commands: ['make'], live: true },
    { text: 'as kept', times: [0], commands: [], live: false },
  ]);
  expect(asked).toEqual([0, 10, 20, 20, 20, 30, 0]);
});

it('[S108] asks no more once its player is gone', async () => {
  vi.useFakeTimers();
  const player = new AbortController();
  let asked = 0;
  const readPage: ReadPage = async () => {
    asked += 1;
    return succeed({ ...size, events: [], continuesAt: 1 });
  };
  const over = followRecording(readPage, 's', player.signal, () => undefined);
  await vi.advanceTimersByTimeAsync(2_500);
  player.abort();
  await vi.advanceTimersByTimeAsync(5_000);
  await over;
  expect(asked).toBe(3);
});
