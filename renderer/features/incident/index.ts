export { ClockSign } from './ClockSign.tsx';
export { type ClockWords, clockWords } from './clock-words.ts';
export { DeclareDialog } from './DeclareDialog.tsx';
export { IncidentHeader, PaletteButton } from './IncidentHeader.tsx';
export { IncidentPanel } from './IncidentPanel.tsx';
