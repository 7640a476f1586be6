export { LinkDialog } from './LinkDialog.tsx';
