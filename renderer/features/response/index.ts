export { ActionsSection } from './actions/ActionsSection.tsx';
export { ChecklistsSection } from './checklists/ChecklistsSection.tsx';
export { ReviewSection } from './review/ReviewSection.tsx';
export { UpdatesSection } from './updates/UpdatesSection.tsx';
