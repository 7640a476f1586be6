export { snippetParts } from './group-hits.ts';
export { SearchDialog } from './SearchDialog.tsx';
