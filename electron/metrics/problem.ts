import type { MetricsProblemCode } from '#shared/contract/metrics.ts';
import type { Outcome, Problem } from '#shared/domain/outcome.ts';

export type MetricsProblem = Problem<MetricsProblemCode>;
export type MetricsOutcome<Value> = Outcome<Value, MetricsProblemCode>;
