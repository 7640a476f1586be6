import { type ChecklistFile, checklistFileSchema } from '#shared/domain/checklists.ts';
import {
  checkYaml,
  type DataDirectories,
  type DataLibrary,
  type FileResult,
  openDataLibrary,
  readDataText,
} from '../data-files/index.ts';

/** `<resourcesDir>/checklists` with `<dataDir>/checklists`, where a team's list replaces the shipped one of its id. */
export function openChecklists(directories: DataDirectories): () => DataLibrary<ChecklistFile> {
  return openDataLibrary({ folder: 'checklists', fileName: /\.ya?ml$/, read: readChecklist }, directories);
}

function readChecklist(path: string): FileResult<ChecklistFile> {
  const text = readDataText(path);
  return text.ok ? checkYaml({ file: path, text: text.value }, checklistFileSchema) : text;
}
