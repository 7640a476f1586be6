import { ChevronFirst, ChevronLast, NotebookPen, Pause, Play } from 'lucide-react';
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';
import type { RecordedCommand } from '#shared/domain/transcript/markers.ts';
import { createPlaybackClock } from '#shared/domain/transcript/playback.ts';
import { Button, Checkbox, IconButton, Select } from '../../components/index.ts';
import { onThemeChange, terminalTheme, useTerminalFontSize } from '../terminals/index.ts';
import type { LoadedRecording } from './follow-recording.ts';
import { advance, clockText, commandAt, countUntil, neighbourCommand } from './player.ts';
import { PlayerTerminal } from './player-terminal.ts';
import type { Place } from './RecordingsDialog.tsx';

/** What a pause is cut down to while pauses are skipped. */
const LONGEST_PAUSE_MS = 1_000;
/** Often enough to look smooth in a terminal. */
const TICK_MS = 50;
const STEP_MS = 5_000;
const speeds = ['1', '2', '4', '8'] as const;

interface Props {
  readonly recording: LoadedRecording;
  /** What was asked for: each time it is another one, the keyboard comes here. */
  readonly place: Place;
  /** Where it begins, ms of the recording. */
  readonly startMs: number;
  /** Absent where there is no timeline to add to. */
  readonly onAddExcerpt: ((command: RecordedCommand) => void) | undefined;
}

/** Plays a recording as its terminal showed it; one that is still written goes on as it comes, once it is at its end. */
export function Player({ recording, place, startMs, onAddExcerpt }: Props) {
  const { events, commands, live } = recording;
  const [atMs, setAtMs] = useState(startMs);
  const [playing, setPlaying] = useState(false);
  const [following, setFollowing] = useState(false);
  const [speed, setSpeed] = useState<(typeof speeds)[number]>('1');
  const [skipping, setSkipping] = useState(true);
  const clock = useMemo(() => createPlaybackClock(events, skipping ? LONGEST_PAUSE_MS : undefined), [events, skipping]);
  const endMs = clock.toRecorded(clock.durationMs);
  const ended = atMs >= endMs;
  const command = commandAt(commands, atMs);

  const go = (ms: number) => {
    setFollowing(false);
    setAtMs(ms);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: the same place asked for again is gone to again
  useEffect(() => go(startMs), [startMs, place]);
  useEffect(() => {
    if (!playing) return;
    let before = performance.now();
    const timer = setInterval(() => {
      const now = performance.now();
      const elapsed = now - before;
      before = now;
      setAtMs((at) => advance(clock, at, elapsed, Number(speed)));
    }, TICK_MS);
    return () => clearInterval(timer);
  }, [playing, clock, speed]);
  useEffect(() => {
    if (!ended || !playing) return;
    setPlaying(false);
    setFollowing(live);
  }, [ended, playing, live]);
  useEffect(() => {
    if (following) setAtMs(endMs);
  }, [following, endMs]);

  const toggle = () => {
    if (ended && !playing) go(0);
    setFollowing(false);
    setPlaying(!playing);
  };
  const follow = () => {
    setPlaying(false);
    setFollowing(!following);
  };
  const jump = (by: 1 | -1) => go(neighbourCommand(commands, atMs, by)?.startMs ?? (by === 1 ? endMs : 0));
  const move = (ms: number) => go(clock.toRecorded(Math.max(0, clock.toPlayback(atMs) + ms)));
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    // Buttons, the list of speeds and the checkbox have their own Space; the slider its own arrows.
    const own = event.target instanceof HTMLElement && event.target.matches('button, select, input');
    const slider = event.target instanceof HTMLInputElement && event.target.type === 'range';
    const act =
      event.key === ' ' && (!own || slider)
        ? toggle
        : event.key === '['
          ? () => jump(-1)
          : event.key === ']'
            ? () => jump(1)
            : event.key === 'f' && live
              ? follow
              : event.key === 'ArrowLeft' && !own
                ? () => move(-STEP_MS)
                : event.key === 'ArrowRight' && !own
                  ? () => move(STEP_MS)
                  : undefined;
    if (!act) return;
    event.preventDefault();
    act();
  };
  const position = `${clockText(clock.toPlayback(atMs))} of ${clockText(clock.durationMs)}${live ? ' so far' : ''}`;

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys of what stands in it
    <div className="flex min-h-0 flex-1 flex-col gap-2" onKeyDown={onKeyDown}>
      <Screen recording={recording} place={place} count={countUntil(events, atMs)} />
      <p className="min-h-5 truncate font-mono text-small text-ink-2" data-testid="current-command">
        {command ? `$ ${command.commandLine ?? '(command line unknown)'}` : 'Before the first command'}
        {command?.exitCode !== undefined && (command.endMs ?? 0) <= atMs && ` · exit ${command.exitCode}`}
      </p>
      <div className="relative">
        <input
          type="range"
          aria-label="Position in the recording"
          aria-valuetext={position}
          min={0}
          max={Math.max(1, clock.durationMs)}
          step={100}
          value={clock.toPlayback(atMs)}
          onChange={(event) => go(clock.toRecorded(Number(event.target.value)))}
          className="block h-5 w-full accent-accent"
        />
        <div aria-hidden className="relative mx-2 h-1.5">
          {commands.slice(0, 500).map(({ commandId, startMs: at, exitCode }) => (
            <i
              key={commandId}
              className={`absolute h-1.5 w-0.5 ${exitCode === undefined || exitCode === 0 ? 'bg-ink-3' : 'bg-crit'}`}
              style={{ left: `${(100 * clock.toPlayback(at)) / Math.max(1, clock.durationMs)}%` }}
            />
          ))}
        </div>
      </div>
      <div className="flex flex-wrap items-center gap-2">
        <IconButton icon={ChevronFirst} label="Previous command" shortcut="[" onClick={() => jump(-1)} />
        <IconButton
          icon={playing ? Pause : Play}
          label={playing ? 'Pause' : 'Play'}
          shortcut="Space"
          onClick={toggle}
        />
        <IconButton icon={ChevronLast} label="Next command" shortcut="]" onClick={() => jump(1)} />
        <span className="figure text-small text-ink-2">{position}</span>
        {live && <Checkbox label="Follow" title="Stay at the newest (F)" checked={following} onChange={follow} />}
        <Select
          label="Speed"
          hideLabel
          value={speed}
          onChange={setSpeed}
          options={speeds.map((value) => ({ value, label: `${value}×` }))}
        />
        <Checkbox
          label="Skip pauses"
          checked={skipping}
          onChange={(event) => setSkipping(event.currentTarget.checked)}
        />
        {onAddExcerpt && (
          <Button
            icon={NotebookPen}
            className="ml-auto"
            disabled={command === undefined}
            onClick={() => command && onAddExcerpt(command)}
          >
            Add excerpt to timeline
          </Button>
        )}
      </div>
    </div>
  );
}

interface ScreenProps {
  readonly recording: LoadedRecording;
  readonly place: Place;
  /** How many of its events are to be seen. */
  readonly count: number;
}

/** The terminal itself, which scrolls where it is larger than its place. */
function Screen({ recording, place, count }: ScreenProps) {
  const { columns, rows, events } = recording;
  const frame = useRef<HTMLElement>(null);
  const host = useRef<HTMLDivElement>(null);
  const fontSize = useTerminalFontSize();
  const [terminal, setTerminal] = useState<PlayerTerminal>();

  useEffect(() => {
    const container = host.current;
    if (!container) return;
    let created: PlayerTerminal | undefined;
    let gone = false;
    const fontFamily = getComputedStyle(container).fontFamily;
    const open = () => {
      if (gone) return;
      created = new PlayerTerminal(container, {
        ...{ columns, rows, fontFamily, fontSize },
        theme: terminalTheme(container),
      });
      setTerminal(created);
    };
    // xterm measures a cell once: before the font is there it would measure another one.
    void document.fonts.load(`${fontSize}px ${fontFamily}`).then(open, open);
    const resized = new ResizeObserver(() => created?.fit());
    resized.observe(container.parentElement ?? container);
    const stop = onThemeChange(() => created?.restyle(terminalTheme(container), fontSize));
    return () => {
      gone = true;
      stop();
      resized.disconnect();
      created?.dispose();
      setTerminal(undefined);
    };
  }, [columns, rows, fontSize]);
  useEffect(() => terminal?.show(events, count), [terminal, events, count]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: whoever asked for a place wants to play from there
  useEffect(() => frame.current?.focus(), [place]);

  return (
    <section
      ref={frame}
      aria-label="Recording"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard
      tabIndex={0}
      data-ring="inside"
      className="min-h-0 flex-1 overflow-auto rounded-md border border-line bg-term"
    >
      <div ref={host} className="h-max w-max min-w-full font-mono" />
    </section>
  );
}
