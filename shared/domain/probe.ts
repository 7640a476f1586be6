import { z } from 'zod';

/** An endpoint that is asked again and again whether it is healthy: `<data>/probes/*.yaml`, one per file. */
export const probeSchema = z.strictObject({
  id: z.string().min(1).max(100),
  name: z.string().min(1).max(200),
  /** `https://shop.example/health/ready`, healthy when it answers 2xx; or `tcp://db.example:5432`, when it connects. */
  target: z.string().regex(/^(https?|tcp):\/\/\S+$/, 'is no http, https or tcp address'),
  intervalSeconds: z.number().min(1).max(3600).default(30),
  timeoutSeconds: z.number().min(0.1).max(60).default(5),
  /** So many failures in a row count as down. */
  failures: z.number().int().min(1).max(100).default(3),
});
export type Probe = z.output<typeof probeSchema>;

/** How one check ended. `detail`: what came instead of health. */
export type ProbeResult = { readonly healthy: true } | { readonly healthy: false; readonly detail: string };

/** What is known of a probe. Times are UTC ms. */
export interface ProbeState {
  /** Failures in a row. */
  readonly failures: number;
  /** When the first of them was; undefined while it is healthy. */
  readonly failingSince?: number;
  readonly down: boolean;
}

export const HEALTHY: ProbeState = { failures: 0, down: false };

/** The state after one more result at `now`, and whether it went down or came up by it. */
export function observeProbe(
  state: ProbeState,
  probe: Pick<Probe, 'failures'>,
  result: ProbeResult,
  now: number,
): { readonly state: ProbeState; readonly change?: 'down' | 'up' } {
  if (result.healthy) return { state: HEALTHY, ...(state.down && { change: 'up' as const }) };
  const failures = state.failures + 1;
  const failingSince = state.failingSince ?? now;
  const down = state.down || failures >= probe.failures;
  return { state: { failures, failingSince, down }, ...(down && !state.down && { change: 'down' as const }) };
}
