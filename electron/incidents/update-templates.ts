import { z } from 'zod';
import { updateAudienceSchema } from '#shared/domain/events/index.ts';
import { statusNamesFor } from '#shared/domain/status-names.ts';
import { updateLists, updateVariables } from '#shared/domain/update-view.ts';
import {
  checkYaml,
  type DataDirectories,
  type DataLibrary,
  type FileResult,
  openDataLibrary,
  readDataText,
  refuse,
} from '../data-files/index.ts';
import { templateFaults } from './update-templates-liquid.ts';

const fieldSchema = z.strictObject({
  /** In the text: `fields.impact`. */
  id: z.string().regex(/^[a-zA-Z]\w{0,59}$/, 'has to be a word of letters and digits that begins with a letter'),
  label: z.string().min(1).max(200),
  multiline: z.boolean().default(false),
  required: z.boolean().default(false),
  /** A name of what the incident knows, filled in for a person to change: `incident.impact`. */
  default: z.string().optional(),
});

const frontMatterSchema = z
  .strictObject({
    id: z.string().min(1).max(100),
    name: z.string().min(1).max(200),
    audience: updateAudienceSchema,
    /** The status words that it is for. Absent: all that its audience knows. */
    publicStatus: z.array(z.string()).min(1).max(10).optional(),
    fields: z.array(fieldSchema).max(50).default([]),
  })
  .superRefine(({ audience, publicStatus = [], fields }, context) => {
    const words = statusNamesFor(audience);
    const known = updateVariables(audience).filter((name) => !updateLists.includes(name));
    for (const [index, word] of publicStatus.entries()) {
      if (words.includes(word)) continue;
      const message = `is no status word of this audience: ${word}; known are ${words.join(', ')}`;
      context.addIssue({ code: 'custom', path: ['publicStatus', index], message });
    }
    for (const [index, field] of fields.entries()) {
      if (fields.findIndex(({ id }) => id === field.id) !== index) {
        const message = `has to be another one: there is a field ${field.id} before`;
        context.addIssue({ code: 'custom', path: ['fields', index, 'id'], message });
      }
      if (field.default !== undefined && !known.includes(field.default)) {
        const message = `is nothing that this audience may see: ${field.default}; known are ${known.join(', ')}`;
        context.addIssue({ code: 'custom', path: ['fields', index, 'default'], message });
      }
    }
  });

/** `resources/templates/updates/*.md.liquid`, or a team's own: front matter in YAML, then Liquid over Markdown. */
export interface UpdateTemplateFile extends z.output<typeof frontMatterSchema> {
  readonly publicStatus: string[];
  /** The text below the front matter. */
  readonly source: string;
}

/** `<resourcesDir>/templates/updates` with `<dataDir>/templates/updates`; a team's file replaces the shipped one of its id. */
export function openUpdateTemplates(directories: DataDirectories): () => DataLibrary<UpdateTemplateFile> {
  return openDataLibrary(
    { folder: 'templates/updates', fileName: /\.md\.liquid$/, read: readUpdateTemplate },
    directories,
  );
}

function readUpdateTemplate(file: string): FileResult<UpdateTemplateFile> {
  const text = readDataText(file);
  if (!text.ok) return text;
  const parts = /^---[ \t]*\n(.*?)^---[ \t]*(?:\n|$)/ms.exec(text.value);
  if (parts?.index !== 0) {
    return refuse(file, 1, 'The file has to begin with a line "---", its id, name and audience, and a line "---".');
  }
  const frontMatter = checkYaml({ file, text: parts[1] ?? '', firstLine: 2 }, frontMatterSchema);
  if (!frontMatter.ok) return frontMatter;
  const { audience, fields, publicStatus } = frontMatter.value;
  const source = text.value.slice(parts[0].length);
  const linesBefore = parts[0].split('\n').length - 1;
  const values = [...updateVariables(audience), ...fields.map(({ id }) => `fields.${id}`)];
  const faults = templateFaults(source, { values, lists: updateLists.filter((list) => values.includes(list)) });
  if (source.trim() === '') return refuse(file, linesBefore, 'There is no text below the front matter.');
  if (faults.length === 0) {
    return {
      ok: true,
      value: { ...frontMatter.value, publicStatus: publicStatus ?? [...statusNamesFor(audience)], source },
    };
  }
  return {
    ok: false,
    problems: faults.map(({ line, message }) => ({ file, line: line + linesBefore, message })),
  };
}
