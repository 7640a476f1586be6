export { DeclareDialog } from './DeclareDialog.tsx';
export { IncidentHeader, PaletteButton } from './IncidentHeader.tsx';
export { RolesDialog } from './RolesDialog.tsx';
