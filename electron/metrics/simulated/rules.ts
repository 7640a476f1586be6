import { JOB, type Moment, momentAt, type Story } from './story.ts';

interface SimulatedRule {
  readonly name: string;
  readonly query: string;
  /** `for`, seconds. */
  readonly duration: number;
  readonly severity: string;
  readonly summary: string;
  readonly value: (moment: Moment) => number;
  readonly limit: number;
}

const rules: readonly SimulatedRule[] = [
  {
    name: 'HighErrorRate',
    query: 'sum(rate(http_requests_total{status=~"5.."}[1m])) / sum(rate(http_requests_total[1m])) > 0.05',
    duration: 120,
    severity: 'critical',
    summary: 'More than 5 % of the requests fail',
    value: (moment) => moment.errorRatio,
    limit: 0.05,
  },
  {
    name: 'HighResponseTime',
    query: 'histogram_quantile(0.95, sum by (le) (rate(http_request_duration_seconds_bucket[1m]))) > 1',
    duration: 180,
    severity: 'warning',
    summary: 'The 95th percentile of the response time is above 1 s',
    value: (moment) => moment.p95,
    limit: 1,
  },
];

const EVALUATION_MS = 5_000;
/** No outage of the story lasts longer. */
const LONGEST_MS = 30 * 60_000;

/** `data` of `/api/v1/rules?type=alert` at a time, UTC ms; rules are evaluated every five seconds. */
export function rulesAt(story: Story, nowMs: number) {
  return {
    groups: [
      {
        name: 'simulated',
        file: 'simulated.yml',
        interval: EVALUATION_MS / 1000,
        rules: rules.map((rule) => {
          const alert = alertOf(story, rule, nowMs);
          return {
            type: 'alerting',
            health: 'ok',
            name: rule.name,
            query: rule.query,
            duration: rule.duration,
            labels: { severity: rule.severity },
            annotations: { summary: rule.summary },
            state: alert?.state ?? 'inactive',
            alerts: alert === undefined ? [] : [alert],
          };
        }),
      },
    ],
  };
}

/** Active since the first evaluation of an unbroken row of true ones; firing once that lasted for the rule's duration. */
function alertOf(story: Story, rule: SimulatedRule, nowMs: number) {
  const holds = (timeMs: number) => rule.value(momentAt(story, timeMs)) > rule.limit;
  const newest = Math.floor(nowMs / EVALUATION_MS) * EVALUATION_MS;
  if (!holds(newest)) return undefined;
  let activeAt = newest;
  while (newest - activeAt < LONGEST_MS && holds(activeAt - EVALUATION_MS)) activeAt -= EVALUATION_MS;
  return {
    labels: { alertname: rule.name, job: JOB, severity: rule.severity },
    annotations: { summary: rule.summary },
    state: newest - activeAt >= rule.duration * 1000 ? 'firing' : 'pending',
    activeAt: new Date(activeAt).toISOString(),
    value: rule.value(momentAt(story, newest)).toExponential(),
  };
}
