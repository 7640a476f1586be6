export { checkYaml } from './check-yaml.ts';
export { type DataDirectories, type DataLibrary, openDataLibrary } from './library.ts';
export { type DataProblem, type FileResult, formatProblem, refuse } from './problem.ts';
export { readDataText } from './read-text.ts';
