import { Copy, NotebookPen } from 'lucide-react';
import { MenuItem } from '../../components/index.ts';
import { PointMenu } from './PointMenu.tsx';

interface Props {
  readonly at: DOMRect;
  readonly onCopy: () => void;
  readonly onNote: () => void;
  readonly onClose: () => void;
  readonly onClosed: () => void;
}

/** What can be done with what is selected in a terminal. */
export function SelectionMenu({ at, onCopy, onNote, onClose, onClosed }: Props) {
  return (
    <PointMenu at={at} label="Selection" onClose={onClose} onClosed={onClosed}>
      <MenuItem icon={Copy} shortcut="Ctrl+Shift+C" onSelect={onCopy}>
        Copy
      </MenuItem>
      <MenuItem icon={NotebookPen} onSelect={onNote}>
        Add to the timeline
      </MenuItem>
    </PointMenu>
  );
}
