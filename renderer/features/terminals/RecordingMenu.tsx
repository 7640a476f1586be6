import clsx from 'clsx';
import { CircleDot, CircleOff, ListChecks, TriangleAlert } from 'lucide-react';
import type { Session } from '#shared/contract/index.ts';
import type { RecordingLevel } from '#shared/domain/transcript/level.ts';
import { type Icon, Menu, MenuChoice, MenuLabel } from '../../components/index.ts';
import { type RecordingState, recordingState } from './tab-list.ts';

const signs: Readonly<Record<RecordingState['kind'], { readonly icon: Icon; readonly colour: string }>> = {
  everything: { icon: CircleDot, colour: 'text-ok' },
  steps: { icon: ListChecks, colour: 'text-ink-2' },
  nothing: { icon: CircleOff, colour: 'text-ink-2' },
  stopped: { icon: TriangleAlert, colour: 'text-warn' },
  'no commands': { icon: TriangleAlert, colour: 'text-warn' },
  over: { icon: CircleOff, colour: 'text-ink-3' },
};

const levels: readonly { readonly value: RecordingLevel; readonly label: string; readonly hint: string }[] = [
  { value: 'everything', label: 'Record everything', hint: 'All that the terminal prints' },
  { value: 'steps', label: 'Record runbook steps only', hint: 'The output of steps, and nothing between them' },
  { value: 'nothing', label: 'Record no output', hint: 'Commands still go on the timeline' },
];

interface Props {
  readonly session: Session;
  readonly onLevel: (level: RecordingLevel) => void;
}

/** What of a tab is recorded, as an icon and a word, and the choice of it. */
export function RecordingMenu({ session, onLevel }: Props) {
  if (session.state === 'exited') return null;
  const { words, explanation } = recordingState(session);
  return (
    <Menu
      align="end"
      trigger={
        <button
          type="button"
          title={explanation}
          aria-label={`Recording of ${session.title}: ${words}`}
          className="flex h-7 min-w-0 items-center gap-1.5 rounded-md px-1.5 text-small text-ink-2 transition-colors hover:bg-hover hover:text-ink data-[state=open]:bg-hover"
        >
          <RecordingSign session={session} />
          <span className="truncate">{words}</span>
        </button>
      }
    >
      <p className="max-w-72 px-2 pt-1.5 pb-1 text-small text-ink-2">{explanation}</p>
      <RecordingChoice session={session} onLevel={onLevel} />
    </Menu>
  );
}

/** The levels, for a menu. */
export function RecordingChoice({ session, onLevel }: Props) {
  return (
    <>
      <MenuLabel>From now on</MenuLabel>
      <MenuChoice value={session.recordingLevel} onChange={onLevel} options={levels} />
    </>
  );
}

/** The icon alone; the words stand beside it or are read out elsewhere. */
export function RecordingSign({ session }: { readonly session: Session }) {
  const { icon: Sign, colour } = signs[recordingState(session).kind];
  return <Sign aria-hidden className={clsx('size-3.5 shrink-0', colour)} strokeWidth={2} />;
}
