/** What `docs/SPEC.md` lists: the ids of its rule lines, in order, and those under the last heading. */
export interface ListedRules {
  readonly proven: readonly string[];
  readonly unproven: readonly string[];
}

const UNPROVEN_HEADING = '## Not yet cited by a test';
const RULE_LINE = /^- \*\*([A-Z]\d+)\*\* \S/gm;
const CITING_NAME = /['"`]((?:\[[A-Z]\d+\])+) /g;

export function listedRules(specification: string): ListedRules {
  const at = specification.indexOf(UNPROVEN_HEADING);
  const end = at === -1 ? specification.length : at;
  const ids = (text: string) => [...text.matchAll(RULE_LINE)].flatMap(([, id]) => id ?? []);
  return { proven: ids(specification.slice(0, end)), unproven: ids(specification.slice(end)) };
}

/** The ids in front of the names of tests in a source, each as often as it stands there. */
export function citedRules(source: string): string[] {
  return [...source.matchAll(CITING_NAME)].flatMap(([, prefix]) => prefix?.match(/[A-Z]\d+/g) ?? []);
}

/** Every way in which the list and the citations disagree, one line each. `cited` maps an id to a file that cites it. */
export function disagreements({ proven, unproven }: ListedRules, cited: ReadonlyMap<string, string>): string[] {
  const listed = [...proven, ...unproven];
  return [
    ...listed.filter((id, index) => listed.indexOf(id) !== index).map((id) => `${id} is listed twice`),
    ...[...cited].filter(([id]) => !listed.includes(id)).map(([id, file]) => `${id} is cited by ${file}, not listed`),
    ...proven.filter((id) => !cited.has(id)).map((id) => `${id} is listed, and no test cites it`),
    ...unproven.filter((id) => cited.has(id)).map((id) => `${id} is cited by ${cited.get(id)}: move its line up`),
  ];
}
