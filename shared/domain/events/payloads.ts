import type { z } from 'zod';
import { evidencePayloads } from './payloads-evidence.ts';
import { incidentPayloads } from './payloads-incident.ts';
import { responsePayloads } from './payloads-response.ts';
import { timelinePayloads } from './payloads-timeline.ts';

/**
 * One schema per kind. A new kind is one line in one of these, one case in `decide` or in the service that records it,
 * one in `apply`, and one in `describeEvent`: the compiler lists the places.
 */
export const payloadSchemas = {
  ...incidentPayloads,
  ...timelinePayloads,
  ...evidencePayloads,
  ...responsePayloads,
} as const;

export type PayloadSchemas = typeof payloadSchemas;
export type EventKind = keyof PayloadSchemas;
export type Payload<K extends EventKind> = z.infer<PayloadSchemas[K]>;
