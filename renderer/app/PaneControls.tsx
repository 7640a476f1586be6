import {
  ArrowLeft,
  ArrowRight,
  ChevronsDownUp,
  ChevronsUpDown,
  EllipsisVertical,
  PanelLeftOpen,
  RotateCcw,
} from 'lucide-react';
import { IconButton, Menu, MenuItem, MenuSeparator } from '../components/index.ts';
import { type ColumnId, columnIds, type PaneId, panesOf, useStore } from '../store/index.ts';
import { paneNames } from './pane-names.ts';

/** In each pane's header: what one can do with the pane as a whole. */
export function PaneMenu({ pane, collapsed }: { readonly pane: PaneId; readonly collapsed: boolean }) {
  const order = useStore((state) => state.layout.order);
  const togglePane = useStore((state) => state.togglePane);
  const moveColumn = useStore((state) => state.moveColumn);
  const resetLayout = useStore((state) => state.resetLayout);
  const column = columnIds.find((id) => panesOf[id].includes(pane)) ?? 'metrics';
  const place = order.indexOf(column);
  const name = paneNames[pane];
  if (collapsed) return <IconButton icon={ChevronsUpDown} label={`Open ${name}`} onClick={() => togglePane(pane)} />;
  return (
    <Menu align="end" trigger={<IconButton icon={EllipsisVertical} label={`${name} pane`} />}>
      <MenuItem icon={ChevronsDownUp} onSelect={() => togglePane(pane)}>
        Fold away
      </MenuItem>
      <MenuItem icon={ArrowLeft} disabled={place === 0} onSelect={() => moveColumn(column, -1)}>
        Move column left
      </MenuItem>
      <MenuItem icon={ArrowRight} disabled={place === order.length - 1} onSelect={() => moveColumn(column, 1)}>
        Move column right
      </MenuItem>
      <MenuSeparator />
      <MenuItem icon={RotateCcw} onSelect={resetLayout}>
        Reset the layout
      </MenuItem>
    </Menu>
  );
}

/** A column that is folded away: its names, upright, each opens its pane again. */
export function Rail({ column }: { readonly column: ColumnId }) {
  const togglePane = useStore((state) => state.togglePane);
  return (
    <div className="flex h-full flex-col items-center gap-1 bg-pane py-1.5">
      {panesOf[column].map((pane) => (
        <div key={pane} className="flex flex-col items-center gap-2">
          <IconButton icon={PanelLeftOpen} label={`Open ${paneNames[pane]}`} onClick={() => togglePane(pane)} />
          <span aria-hidden className="py-1 text-small font-semibold text-ink-2 [writing-mode:vertical-rl]">
            {paneNames[pane]}
          </span>
        </div>
      ))}
    </div>
  );
}
