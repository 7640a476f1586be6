export { mediaTypeOf } from './media-type.ts';
export type { Recorder } from './recorder.ts';
export { createIncidentsService, type IncidentsService } from './service.ts';
export { checkTaxonomyFile, loadTaxonomies, type TaxonomyLibrary } from './taxonomies.ts';
export { createTimelineService } from './timeline-service.ts';
export { createUpdatesService } from './updates-service.ts';
