export { RunbookPane } from './RunbookPane.tsx';
