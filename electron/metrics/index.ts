export type { FiringMemory } from './alert-recording.ts';
export type { Firing } from './firings.ts';
export { createMetricsService, type MetricsService } from './service.ts';
export type { RememberedSource, SourceMemory } from './sources.ts';
