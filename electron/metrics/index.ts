export type { FiringMemory } from './alert-recording.ts';
export type { Firing } from './firings.ts';
export { createHttpTransport, DEFAULT_HTTP_LIMITS } from './prometheus/http-transport.ts';
export { guardedLookup, isRefusedAddress } from './prometheus/refused-addresses.ts';
export { createMetricsService, type MetricsService } from './service.ts';
export type { RememberedSource, SourceMemory } from './sources.ts';
