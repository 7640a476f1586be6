export { backUp } from './back-up.ts';
export { ConnectDialog } from './ConnectDialog.tsx';
export { Home } from './Home.tsx';
export { JournalBar } from './JournalBar.tsx';
export { RecordSettings } from './RecordSettings.tsx';
export { RepairDialog } from './RepairDialog.tsx';
