import type { Incident } from './incident.ts';
import { isOver } from './lifecycle.ts';

/** A figure is a number only when both its ends are recorded and in order. */
export type Measurement =
  | { readonly state: 'recorded'; readonly ms: number }
  /** It can still come. */
  | { readonly state: 'pending' }
  /** The incident is over and never had that moment; nothing is copied in its place. */
  | { readonly state: 'not applicable' }
  /** The end lies before the start; `ms` is negative and in no average. */
  | { readonly state: 'invalid'; readonly ms: number };

export type FigureId = 'TTD' | 'TTA' | 'TTI' | 'TTM' | 'TTR' | 'impact duration';

export interface Figure {
  readonly id: FigureId;
  /** "time to acknowledge". */
  readonly name: string;
  readonly basis: 'startedAt' | 'detectedAt';
  readonly measurement: Measurement;
  /** What the figure alone does not say: "the last of 2 resolutions". */
  readonly note?: string;
}

type Moment = keyof Incident['timestamps'];

const definitions = [
  ['TTD', 'time to detect', 'startedAt', 'detectedAt'],
  ['TTA', 'time to acknowledge', 'detectedAt', 'acknowledgedAt'],
  ['TTI', 'time to identify', 'detectedAt', 'identifiedAt'],
  ['TTM', 'time to mitigate', 'detectedAt', 'mitigatedAt'],
  ['TTR', 'time to resolve', 'detectedAt', 'resolvedAt'],
  ['impact duration', 'impact duration', 'startedAt', 'resolvedAt'],
] as const satisfies readonly (readonly [FigureId, string, Figure['basis'], Moment])[];

/** The figures of one incident, durations in ms. `fromStart` are the same ones measured from startedAt, never to be averaged with them. */
export function measurementsOf(incident: Incident): {
  readonly figures: readonly Figure[];
  readonly fromStart: readonly Figure[];
} {
  const figures = definitions.map(([id, name, basis, end]) => figure(incident, id, name, basis, end));
  const fromStart = definitions
    .filter(([, , basis]) => basis === 'detectedAt')
    .map(([id, name, , end]) => figure(incident, id, name, 'startedAt', end));
  return { figures, fromStart };
}

function figure(incident: Incident, id: FigureId, name: string, basis: Figure['basis'], end: Moment): Figure {
  const from = incident.timestamps[basis];
  const to = incident.timestamps[end];
  const measurement = measure(from, to, isOver(incident.status));
  const resolutions = incident.statusHistory.filter(({ status }) => status === 'resolved').length;
  const isLastOfSeveral = end === 'resolvedAt' && to !== undefined && resolutions > 1;
  return { id, name, basis, measurement, ...(isLastOfSeveral && { note: `the last of ${resolutions} resolutions` }) };
}

function measure(from: number | undefined, to: number | undefined, over: boolean): Measurement {
  if (from === undefined || to === undefined) return { state: over ? 'not applicable' : 'pending' };
  const ms = to - from;
  return ms < 0 ? { state: 'invalid', ms } : { state: 'recorded', ms };
}
