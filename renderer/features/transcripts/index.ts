export { PlayItem } from './PlayItem.tsx';
export { RecordingsDialog } from './RecordingsDialog.tsx';
