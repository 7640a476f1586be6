import type { ReactNode } from 'react';
import { Menu } from '../../components/index.ts';

interface Props {
  /** What it belongs to, on the screen; the menu stands below it. */
  readonly at: DOMRect;
  readonly label: string;
  readonly onClose: () => void;
  /** Takes the focus when it closes. */
  readonly onClosed: () => void;
  readonly children: ReactNode;
}

/** A menu that belongs to a thing without a button: a tab that was pressed with the other button, a sign in the gutter. */
export function PointMenu({ at, label, onClose, onClosed, children }: Props) {
  return (
    <Menu
      open
      onOpenChange={(open) => !open && onClose()}
      onClosed={onClosed}
      trigger={
        <button
          type="button"
          tabIndex={-1}
          aria-label={label}
          className="pointer-events-none fixed opacity-0"
          style={{ left: at.left, top: at.top, width: at.width, height: at.height }}
        />
      }
    >
      {children}
    </Menu>
  );
}
