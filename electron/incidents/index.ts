export type { Recorder } from './recorder.ts';
export { createIncidentsService, type IncidentsService } from './service.ts';
export { loadTaxonomies } from './taxonomies.ts';
