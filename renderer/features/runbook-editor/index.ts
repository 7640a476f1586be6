export { RunbookEditor } from './RunbookEditor.tsx';
export { UpdateRunbooks } from './UpdateRunbooks.tsx';
export { useRunbookEditorCommands } from './use-runbook-editor-commands.ts';
