export { DeclareDialog } from './DeclareDialog.tsx';
export { IncidentHeader, PaletteButton } from './IncidentHeader.tsx';
export { IncidentPanel } from './IncidentPanel.tsx';
