export { backUp } from './back-up.ts';
export { ConnectDialog } from './ConnectDialog.tsx';
export { FileDrop } from './FileDrop.tsx';
export { Home } from './Home.tsx';
export { ImportDialog } from './ImportDialog.tsx';
export { JournalBar } from './JournalBar.tsx';
export { RecordSettings } from './RecordSettings.tsx';
export { RepairDialog } from './RepairDialog.tsx';
