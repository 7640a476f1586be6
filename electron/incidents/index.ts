export { type ClockService, createClockService } from './clock-service.ts';
export type { IncidentFile } from './export-json.ts';
export { type ImportedIncident, importIncidentFile, verifyIncidentFile } from './import-json.ts';
export { mediaTypeOf } from './media-type.ts';
export type { Recorder } from './recorder.ts';
export { createIncidentsService, type IncidentsService } from './service.ts';
export { checkTaxonomyFile, loadTaxonomies, type TaxonomyLibrary } from './taxonomies.ts';
export { createTimelineService } from './timeline-service.ts';
export { createUpdatesService } from './updates-service.ts';
