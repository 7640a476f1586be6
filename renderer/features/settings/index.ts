export { SettingsDialog } from './SettingsDialog.tsx';
export { VariableRows } from './VariableRows.tsx';
export { rowsOf, type VariableRow, variableFaults, variablesOf } from './variable-draft.ts';
