import { hashUnit, smoothNoise, smoothstep } from './noise.ts';

/** What is simulated: the same story always has the same past. */
export interface Story {
  readonly seed: number;
  /** UTC ms at which somebody chose the simulation; an outage is just under way then. */
  readonly startedAt: number;
}

/** The service at one instant. Ratios are 0 to 1, latencies seconds. */
export interface Moment {
  readonly requestsPerSecond: number;
  readonly errorRatio: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly dbConnections: number;
  readonly dbLimit: number;
  /** One per instance of `INSTANCES`. */
  readonly cpu: readonly number[];
  readonly targetsUp: number;
}

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
export const INSTANCES = ['api-0', 'api-1', 'api-2'] as const;
export const JOB = 'checkout-api';
const DB_LIMIT = 100;

/**
 * Every half hour the connection pool of a checkout service runs full: connections first, then latency and errors, one
 * instance restarts, and after twelve minutes somebody must have rolled it back.
 */
const CYCLE_MS = 30 * MINUTE;
const OUTAGE_MS = 12 * MINUTE;
const ONSET_MS = 1.5 * MINUTE;
const RECOVERY_MS = 2 * MINUTE;

/** Time since the newest outage began, ms; the first one begins shortly before somebody chose the simulation. */
function sinceOutage(story: Story, timeMs: number): number {
  const offset = timeMs - (story.startedAt - ONSET_MS);
  return offset - Math.floor(offset / CYCLE_MS) * CYCLE_MS;
}

/** 0 in good health, 1 in full outage. `leadMs` earlier for what goes wrong first. */
function intensity(story: Story, timeMs: number, leadMs = 0): number {
  const since = sinceOutage(story, timeMs + leadMs);
  return smoothstep(since / ONSET_MS) * (1 - smoothstep((since - OUTAGE_MS) / RECOVERY_MS));
}

/** The state of the simulated service at a time, UTC ms. Depends on nothing but its arguments. */
export function momentAt(story: Story, timeMs: number): Moment {
  const { seed } = story;
  const noise = (channel: number, periodMs: number) => smoothNoise(seed, channel, timeMs, periodMs);
  const jitter = (channel: number) => 2 * hashUnit(seed, channel, Math.floor(timeMs / 5000)) - 1;
  const trouble = intensity(story, timeMs);
  const poolTrouble = intensity(story, timeMs, 45_000);
  // Busiest in the early afternoon, quietest before dawn.
  const day = 1 + 0.22 * Math.sin((2 * Math.PI * (timeMs - 8 * 60 * MINUTE)) / DAY);
  const requestsPerSecond = 900 * day * (1 - 0.28 * trouble) * (1 + 0.04 * noise(1, 7 * MINUTE) + 0.015 * jitter(2));
  const errorRatio = Math.max(0, 0.004 + 0.002 * noise(3, 3 * MINUTE) + trouble * (0.115 + 0.012 * jitter(4)));
  const slowness = 1 + 0.06 * noise(5, 4 * MINUTE) + 0.03 * jitter(6);
  const p50 = (0.085 + 0.21 * trouble) * slowness;
  const p95 = (0.24 + 1.25 * trouble) * slowness;
  const p99 = (0.42 + 2.1 * trouble) * slowness * (1 + 0.05 * jitter(7));
  const wanted = 41 * day + 4 * noise(8, 5 * MINUTE) + 1.2 * jitter(9) + 75 * poolTrouble;
  const since = sinceOutage(story, timeMs);
  return {
    requestsPerSecond,
    errorRatio,
    p50,
    p95,
    p99,
    dbConnections: Math.round(Math.min(DB_LIMIT, wanted)),
    dbLimit: DB_LIMIT,
    cpu: INSTANCES.map((_, index) =>
      Math.min(
        0.99,
        0.3 + 0.035 * index + 0.03 * noise(20 + index, 2 * MINUTE) + 0.012 * jitter(30 + index) + 0.3 * trouble,
      ),
    ),
    targetsUp: since > 5 * MINUTE && since < 7 * MINUTE ? INSTANCES.length - 1 : INSTANCES.length,
  };
}
