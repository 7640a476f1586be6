import type { Panel } from '#shared/contract/metrics.ts';
import { INSTANCES, JOB, type Moment } from './story.ts';

/** One sample as a query would give it. */
export interface SimulatedSample {
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

export type Answer = (moment: Moment) => readonly SimulatedSample[];

const single =
  (read: (moment: Moment) => number): Answer =>
  (moment) => [{ labels: {}, value: read(moment) }];
const perJob =
  (read: (moment: Moment) => number): Answer =>
  (moment) => [{ labels: { job: JOB }, value: read(moment) }];

/** What each query of each shipped panel gives, by panel id, in the order of the panel's queries. */
const answers: Readonly<Record<string, readonly Answer[]>> = {
  'error-ratio': [single((moment) => moment.errorRatio)],
  latency: [single((moment) => moment.p95), single((moment) => moment.p99), single((moment) => moment.p50)],
  requests: [perJob((moment) => moment.requestsPerSecond)],
  'db-connections': [single((moment) => moment.dbConnections), single((moment) => moment.dbLimit)],
  cpu: [(moment) => INSTANCES.map((instance, index) => ({ labels: { instance }, value: moment.cpu[index] ?? 0 }))],
  'targets-up': [perJob((moment) => moment.targetsUp)],
};

/**
 * Finds the answer to a query as it is sent, that is, with its interval variables filled in. There is no evaluator of
 * PromQL here: what is not a shipped panel's query has no answer.
 */
export function createAnswers(panels: readonly Panel[]): (query: string) => Answer | undefined {
  const known = new Map<string, Answer>();
  for (const panel of panels) {
    for (const [index, { expr }] of panel.queries.entries()) {
      const answer = answers[panel.id]?.[index];
      if (answer !== undefined) known.set(withoutIntervals(expr), answer);
    }
  }
  return (query) => known.get(withoutIntervals(query));
}

function withoutIntervals(query: string): string {
  return query.replace(/\[(?:\d+m?s|\$__rate_interval)\]/g, '[]');
}
