export { LibraryDialog } from './LibraryDialog.tsx';
export { RunbookPane } from './RunbookPane.tsx';
