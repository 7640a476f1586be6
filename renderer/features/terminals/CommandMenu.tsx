import { CirclePlay, ClipboardCopy, Copy, CornerUpRight, NotebookPen } from 'lucide-react';
import { MenuItem, MenuSeparator } from '../../components/index.ts';
import type { ShownCommand } from './command-gutter.ts';
import { describeOutcome } from './command-text.ts';
import { PointMenu } from './PointMenu.tsx';

interface Props {
  readonly command: ShownCommand;
  readonly at: DOMRect;
  readonly onCopyCommand: () => void;
  readonly onCopyOutput: () => void;
  readonly onNote: () => void;
  readonly onJump: () => void;
  /** Absent where nothing of the tab is recorded. */
  readonly onPlay: (() => void) | undefined;
  readonly onClose: () => void;
  readonly onClosed: () => void;
}

/** What can be done with a command in the scrollback. */
export function CommandMenu(props: Props) {
  const { command, at } = props;
  return (
    <PointMenu at={at} label={`Command ${command.commandLine}`} onClose={props.onClose} onClosed={props.onClosed}>
      <div className="max-w-80 px-2 pt-1.5 pb-1">
        <p className="truncate font-mono text-small" title={command.commandLine}>
          {command.commandLine}
        </p>
        <p className={command.exitCode ? 'text-small text-crit' : 'text-small text-ink-2'}>
          {describeOutcome(command)}
        </p>
      </div>
      <MenuSeparator />
      <MenuItem icon={Copy} onSelect={props.onCopyCommand}>
        Copy the command
      </MenuItem>
      <MenuItem icon={ClipboardCopy} onSelect={props.onCopyOutput}>
        Copy its output
      </MenuItem>
      <MenuItem icon={NotebookPen} disabled={command.running} onSelect={props.onNote}>
        Add to the timeline
      </MenuItem>
      <MenuItem icon={CornerUpRight} onSelect={props.onJump}>
        Jump to it
      </MenuItem>
      {props.onPlay && (
        <MenuItem icon={CirclePlay} onSelect={props.onPlay}>
          Play from here
        </MenuItem>
      )}
    </PointMenu>
  );
}
