/** Dumb parts of the screen: they know no store, and look the same everywhere. */
export { Badge, SimulatedMark, type Tone } from './Badge.tsx';
export { Button, type ButtonProps } from './Button.tsx';
export { copyText } from './copy-text.ts';
export { Dialog } from './Dialog.tsx';
export { EmptyState } from './EmptyState.tsx';
export { ErrorNote } from './ErrorNote.tsx';
export { Figure } from './Figure.tsx';
export type { Icon } from './Icon.ts';
export { IconButton, type IconButtonProps } from './IconButton.tsx';
export { Kbd } from './Kbd.tsx';
export { Menu, MenuChoice, MenuItem, MenuLabel, MenuSeparator } from './Menu.tsx';
export { Pane, type PaneFrame, PaneFrameContext } from './Pane.tsx';
export { Select } from './Select.tsx';
export { SeverityBadge } from './SeverityBadge.tsx';
export { Skeleton, Spinner } from './Spinner.tsx';
export { fieldLook, TextField, type TextFieldProps } from './TextField.tsx';
export { Tooltip, TooltipProvider } from './Tooltip.tsx';
export { useNow } from './use-now.ts';
