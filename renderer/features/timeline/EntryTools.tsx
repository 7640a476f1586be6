import clsx from 'clsx';
import { Clock, Copy, Ellipsis, Eraser, History, Pencil, Pin, PinOff, Strikethrough } from 'lucide-react';
import type { TimelineEntry } from '#shared/domain/timeline.ts';
import { IconButton, Menu, MenuItem, MenuSeparator } from '../../components/index.ts';
import { PlayItem } from '../transcripts/index.ts';
import { allowedFor, type EntryActions } from './entry-actions.ts';
import { focusEntry } from './focus-entry.ts';

interface Props {
  readonly entry: TimelineEntry;
  readonly actions: EntryActions;
  readonly historyOpen: boolean;
  readonly menuOpen: boolean;
  readonly onMenu: (open: boolean) => void;
  /** Otherwise only while the focus is in them. */
  readonly visible: boolean;
}

/** What can be done to an entry: pinning at hand, the rest in a menu that names the keys. */
export function EntryTools({ entry, actions, historyOpen, menuOpen, onMenu, visible }: Props) {
  const { eventId, pinned, purged } = entry;
  const can = allowedFor(entry);
  const pin = { icon: pinned ? PinOff : Pin, label: pinned ? 'Unpin' : 'Pin' };
  return (
    <div
      className={clsx(
        'absolute top-1 right-2 flex rounded-md border border-line bg-raised',
        !visible && 'opacity-0 focus-within:opacity-100',
      )}
    >
      {!purged && <IconButton icon={pin.icon} label={pin.label} shortcut="P" onClick={() => actions.pin(entry)} />}
      <Menu
        align="end"
        open={menuOpen}
        onOpenChange={onMenu}
        onClosed={() => focusEntry(eventId)}
        trigger={<IconButton icon={Ellipsis} label="Entry menu" shortcut="Enter" />}
      >
        {can.amend && (
          <>
            <MenuItem icon={Pencil} shortcut="E" onSelect={() => actions.begin(eventId, 'amend')}>
              Amend
            </MenuItem>
            <MenuItem icon={Clock} shortcut="T" onSelect={() => actions.begin(eventId, 'change time')}>
              Change its time
            </MenuItem>
          </>
        )}
        {!purged && (
          <MenuItem icon={pin.icon} shortcut="P" onSelect={() => actions.pin(entry)}>
            {pin.label}
          </MenuItem>
        )}
        {entry.category === 'command' && !purged && <PlayItem eventId={eventId} />}
        <MenuItem icon={Copy} shortcut="C" onSelect={() => actions.copy(entry)}>
          Copy as text
        </MenuItem>
        {entry.amendments.length > 0 && (
          <MenuItem icon={History} shortcut="H" onSelect={() => actions.toggleHistory(eventId)}>
            {historyOpen ? 'Hide the history' : 'Show the history'}
          </MenuItem>
        )}
        {(can.retract || can.purge) && <MenuSeparator />}
        {can.retract && (
          <MenuItem icon={Strikethrough} shortcut="R" onSelect={() => actions.begin(eventId, 'retract')}>
            Retract
          </MenuItem>
        )}
        {can.purge && (
          <MenuItem icon={Eraser} danger hint="When it holds a secret: for good" onSelect={() => actions.purge(entry)}>
            Purge …
          </MenuItem>
        )}
      </Menu>
    </div>
  );
}
