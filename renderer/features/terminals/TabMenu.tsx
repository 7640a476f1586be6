import {
  ArrowLeft,
  ArrowRight,
  ArrowRightLeft,
  CirclePlay,
  Columns2,
  Pencil,
  RotateCcw,
  Rows2,
  SquareX,
  Variable,
  X,
} from 'lucide-react';
import type { Session } from '#shared/contract/index.ts';
import type { RecordingLevel } from '#shared/domain/transcript/level.ts';
import { MenuItem, MenuSeparator } from '../../components/index.ts';
import { type SplitDirection, useStore } from '../../store/index.ts';
import { RecordingChoice } from './RecordingMenu.tsx';

export interface TabMenuProps {
  readonly session: Session;
  readonly place: { readonly first: boolean; readonly last: boolean };
  /** It can be seen; another tab is shown beside the active one instead of a new shell beside it. */
  readonly shown: boolean;
  /** There is room for one more. */
  readonly canSplit: boolean;
  /** Others are shown beside it. */
  readonly split: boolean;
  readonly onRename: () => void;
  readonly onStep: (by: 1 | -1) => void;
  readonly onSplit: (direction: SplitDirection) => void;
  readonly onCloseSplit: () => void;
  readonly onRestart: () => void;
  readonly onLevel: (level: RecordingLevel) => void;
  readonly onMove: () => void;
  /** Absent where the tab belongs to no incident. */
  readonly onVariables: (() => void) | undefined;
  readonly onClose: () => void;
}

/** What can be done with one terminal, as the rows of a menu. */
export function TabMenu(props: TabMenuProps) {
  const { session, place, shown, canSplit, split } = props;
  const showOverlay = useStore((state) => state.showOverlay);
  return (
    <>
      <MenuItem icon={Pencil} shortcut="F2" onSelect={props.onRename}>
        Rename
      </MenuItem>
      <MenuItem icon={RotateCcw} onSelect={props.onRestart}>
        Restart
      </MenuItem>
      <MenuItem
        icon={ArrowLeft}
        shortcut="Mod+Shift+ArrowLeft"
        disabled={place.first}
        onSelect={() => props.onStep(-1)}
      >
        Move left
      </MenuItem>
      <MenuItem
        icon={ArrowRight}
        shortcut="Mod+Shift+ArrowRight"
        disabled={place.last}
        onSelect={() => props.onStep(1)}
      >
        Move right
      </MenuItem>
      <MenuSeparator />
      <MenuItem icon={Columns2} shortcut="Mod+Shift+5" disabled={!canSplit} onSelect={() => props.onSplit('row')}>
        {shown ? 'Split to the right' : 'Show to the right'}
      </MenuItem>
      <MenuItem icon={Rows2} shortcut="Mod+Shift+6" disabled={!canSplit} onSelect={() => props.onSplit('column')}>
        {shown ? 'Split below' : 'Show below'}
      </MenuItem>
      {split && (
        <MenuItem icon={SquareX} onSelect={props.onCloseSplit}>
          Close this split, keep the tab
        </MenuItem>
      )}
      {session.state !== 'exited' && (
        <>
          <MenuSeparator />
          <RecordingChoice session={session} onLevel={props.onLevel} />
        </>
      )}
      <MenuSeparator />
      <MenuItem icon={CirclePlay} onSelect={() => showOverlay({ kind: 'recordings' })}>
        Recordings …
      </MenuItem>
      {props.onVariables && (
        <MenuItem icon={Variable} onSelect={props.onVariables}>
          Variables for this incident…
        </MenuItem>
      )}
      <MenuItem icon={ArrowRightLeft} onSelect={props.onMove}>
        Move to another incident…
      </MenuItem>
      <MenuItem icon={X} shortcut="Mod+Shift+X" danger onSelect={props.onClose}>
        Close
      </MenuItem>
    </>
  );
}
