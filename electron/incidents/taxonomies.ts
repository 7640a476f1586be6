import { type Taxonomy, taxonomySchema } from '#shared/domain/taxonomy.ts';
import {
  checkYaml,
  type DataDirectories,
  type DataProblem,
  type FileResult,
  openDataLibrary,
  readDataText,
} from '../data-files/index.ts';

/** Taxonomies shipped and the team's own. A file that cannot be read is named in `problems`, and the others work. */
export interface TaxonomyLibrary {
  readonly taxonomies: readonly Taxonomy[];
  readonly problems: readonly DataProblem[];
}

/**
 * `<resourcesDir>/taxonomies` with `<dataDir>/taxonomies`; a team's file with a shipped id replaces it. Each look at
 * `taxonomies` or `problems` sees what the files hold by then.
 */
export function loadTaxonomies(directories: DataDirectories): TaxonomyLibrary {
  const current = openDataLibrary({ folder: 'taxonomies', fileName: /\.ya?ml$/, read: checkTaxonomyFile }, directories);
  return {
    get taxonomies() {
      return current().items;
    },
    get problems() {
      return current().problems;
    },
  };
}

/** One taxonomy file: the taxonomy, or everything that is wrong in it, by line. */
export function checkTaxonomyFile(path: string): FileResult<Taxonomy> {
  const text = readDataText(path);
  return text.ok ? checkYaml({ file: path, text: text.value }, taxonomySchema) : text;
}
