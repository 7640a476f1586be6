import { setTimeout as delay } from 'node:timers/promises';
import { fail, succeed } from '#shared/domain/outcome.ts';
import type { Latest } from '../latest.ts';
import type { Connection } from './connection.ts';
import type { MetricsOutcome, MetricsProblem } from './problem.ts';

/** What is asked again and again, and what is done with each turn of events. */
export interface PollingTask<Answer> {
  /** The source changed: what came from the one before no longer counts. */
  onSource(connection: Connection | undefined): void;
  attempt(connection: Connection, signal: AbortSignal): Promise<MetricsOutcome<Answer>>;
  onAnswer(answer: Answer, connection: Connection): void;
  /** No answer for an interval, or for longer than anybody looks at a graph without asking. */
  onWaiting(sinceMs: number): void;
  onFailed(problem: MetricsProblem, sinceMs: number): void;
  /** Time from one attempt to the next, ms, as the last answer set it. */
  intervalMs(): number;
}

/** However far apart the refreshes of a week's graph are: this soon it says that there is no answer, and tries again. */
const LONGEST_SILENCE_MS = 15_000;
/** After a failure, between the end of one attempt and the next. */
const SHORTEST_RETRY_MS = 500;

/**
 * Runs a task against whichever source is in use, until `stop` aborts. An attempt never starts while the one before
 * runs; a server that takes longer than half an interval is asked less often; a failed one is asked again soon.
 */
export async function poll<Answer>(
  connections: Latest<Connection | undefined>,
  task: PollingTask<Answer>,
  now: () => number,
  stop: AbortSignal,
): Promise<void> {
  for await (const connection of connections.watch(stop)) {
    task.onSource(connection);
    if (connection !== undefined) await pollOne(connection, task, now, AbortSignal.any([stop, connection.closed]));
  }
}

async function pollOne<Answer>(
  connection: Connection,
  task: PollingTask<Answer>,
  now: () => number,
  signal: AbortSignal,
): Promise<void> {
  let failingSince: number | undefined;
  while (!signal.aborted) {
    const since = failingSince ?? now();
    const begun = performance.now();
    const patience = Math.min(task.intervalMs(), LONGEST_SILENCE_MS);
    const waiting = setTimeout(() => task.onWaiting(since), patience);
    const outcome = await attemptOnce(connection, task, signal).finally(() => clearTimeout(waiting));
    if (signal.aborted) return;
    if (outcome.ok) failingSince = undefined;
    else {
      failingSince = since;
      task.onFailed(outcome.error, since);
    }
    const took = performance.now() - begun;
    const pause = outcome.ok
      ? Math.max(task.intervalMs() - took, took)
      : Math.max(Math.min(task.intervalMs(), LONGEST_SILENCE_MS) - took, SHORTEST_RETRY_MS);
    await delay(pause, undefined, { signal }).catch(() => undefined);
  }
}

/** A defect of ours in reading one answer must not end the program in the middle of an incident: it is a failed attempt. */
async function attemptOnce<Answer>(
  connection: Connection,
  task: PollingTask<Answer>,
  signal: AbortSignal,
): Promise<MetricsOutcome<null>> {
  try {
    const outcome = await task.attempt(connection, signal);
    if (!outcome.ok) return outcome;
    if (!signal.aborted) task.onAnswer(outcome.value, connection);
    return succeed(null);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return fail('server-error', `War Room failed to read an answer: ${reason}`, 'This is a defect of War Room.');
  }
}
