export type { Recorder, RecorderProblemCode } from './recorder.ts';
export { createIncidentsService, type IncidentsDependencies, type IncidentsService } from './service.ts';
export { loadTaxonomies, type TaxonomyLibrary, type TaxonomyProblem } from './taxonomies.ts';
