export { CommandText } from './CommandText.tsx';
export { LibraryDialog } from './LibraryDialog.tsx';
export { QuickActions } from './QuickActions.tsx';
export { movePin, togglePin } from './quick-actions.ts';
export { RunbookChecklists } from './RunbookChecklists.tsx';
export { RunbookPane } from './RunbookPane.tsx';
