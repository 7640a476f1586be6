export { changedEntries, countEntries, newestEntries, rowOfEvent, searchEntries } from './entry-queries.ts';
export { needsRefold } from './fold-stream.ts';
export { Projections } from './projections.ts';
export { toMatch } from './search-words.ts';
export { verifyDerived } from './verify-derived.ts';
