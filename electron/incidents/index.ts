import type { Actor, WireEvent } from '#shared/domain/events/index.ts';
import type { Incident } from '#shared/domain/incident.ts';
import type { Taxonomy } from '#shared/domain/taxonomy.ts';
import type { Journal, VerifyReport } from '../journal/index.ts';
import type { Handlers } from '../rpc/handlers.ts';
import type { Recorder } from './recorder.ts';

export type { Recorder, RecorderProblemCode } from './recorder.ts';

/** Taxonomies shipped and the team's own. A file that cannot be read is named in `problems`, and the others work. */
export interface TaxonomyLibrary {
  readonly taxonomies: readonly Taxonomy[];
  readonly problems: readonly { readonly file: string; readonly line: number; readonly message: string }[];
}

export interface IncidentsDependencies {
  readonly journal: Journal;
  readonly taxonomies: TaxonomyLibrary;
  /** Who acts now: the settings' person, or the command line's `--actor`. */
  readonly actor: () => Actor;
  readonly defaultTaxonomyId: () => string;
  /** Whether the metrics come from the in-process simulation now. Default: no. */
  readonly simulated?: () => boolean;
  readonly now?: () => number;
  readonly newId?: () => string;
}

export interface IncidentsService extends Handlers<'incidents'> {
  readonly recorder: Recorder;
  /** Folded state; undefined for an unknown incident. */
  incident(incidentId: string): Incident | undefined;
  /** All events in fold order; empty for an unknown incident. */
  events(incidentId: string): readonly WireEvent[];
  taxonomyOf(incident: Incident): Taxonomy | undefined;
  /** undefined for an unknown incident. */
  verify(incidentId: string): VerifyReport | undefined;
  close(): void;
}

export declare function createIncidentsService(dependencies: IncidentsDependencies): IncidentsService;
/** Reads `<resourcesDir>/taxonomies` and `<dataDir>/taxonomies`; a team's file with a shipped id replaces it. */
export declare function loadTaxonomies(directories: {
  readonly resourcesDir: string;
  readonly dataDir: string;
}): TaxonomyLibrary;
