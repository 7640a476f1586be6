export { EntryIcon } from './EntryIcon.tsx';
export { TimelinePane } from './TimelinePane.tsx';
