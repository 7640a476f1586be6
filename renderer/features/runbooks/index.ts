export { CommandText } from './CommandText.tsx';
export { LibraryDialog } from './LibraryDialog.tsx';
export { QuickActions } from './QuickActions.tsx';
export { RunbookPane } from './RunbookPane.tsx';
