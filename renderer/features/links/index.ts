export { LinkDialog } from './LinkDialog.tsx';
export { WebLink } from './WebLink.tsx';
