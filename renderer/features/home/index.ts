export { ConnectDialog } from './ConnectDialog.tsx';
export { Home } from './Home.tsx';
