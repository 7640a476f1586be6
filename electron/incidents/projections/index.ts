export { changedEntries, countEntries, newestEntries, rowOfEvent, searchEntries } from './entry-queries.ts';
export { needsRefold } from './fold-stream.ts';
export { type CatchUpProgress, Projections, type ProjectionsOptions } from './projections.ts';
export { type DerivedReport, verifyDerived } from './verify-derived.ts';
