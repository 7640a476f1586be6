import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { watchWindows } from './windows.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function watch(graceMs: number | 'never' = 30_000) {
  const state = { busy: false, deserted: 0 };
  const windows = watchWindows({
    graceMs: graceMs === 'never' ? undefined : graceMs,
    startMs: 120_000,
    busy: () => state.busy,
    onDeserted: () => {
      state.deserted += 1;
    },
  });
  return { state, windows };
}

describe('a browser host without windows', () => {
  it('[T16] stops when its last window has been gone for a while', () => {
    const { state, windows } = watch();
    windows.opened();
    windows.opened();
    windows.closed();
    vi.advanceTimersByTime(600_000);
    expect(state.deserted).toBe(0);
    windows.closed();
    vi.advanceTimersByTime(29_999);
    expect(state.deserted).toBe(0);
    vi.advanceTimersByTime(1);
    expect(state.deserted).toBe(1);
  });

  it('[T16] goes on when a window comes back in time, as a reload does', () => {
    const { state, windows } = watch();
    windows.opened();
    windows.closed();
    vi.advanceTimersByTime(20_000);
    windows.opened();
    vi.advanceTimersByTime(600_000);
    expect(state.deserted).toBe(0);
  });

  it('[T16] goes on while a session runs, and stops after it', () => {
    const { state, windows } = watch();
    state.busy = true;
    windows.opened();
    windows.closed();
    vi.advanceTimersByTime(600_000);
    expect(state.deserted).toBe(0);
    state.busy = false;
    vi.advanceTimersByTime(30_000);
    expect(state.deserted).toBe(1);
  });

  it('[T16] stops when no window ever came, later', () => {
    const { state } = watch();
    vi.advanceTimersByTime(119_999);
    expect(state.deserted).toBe(0);
    vi.advanceTimersByTime(1);
    expect(state.deserted).toBe(1);
  });

  it('[T16] stops soon when the browser that showed its last window has ended, in whichever order both are heard of', () => {
    for (const order of [
      ['closed', 'browserEnded'],
      ['browserEnded', 'closed'],
    ] as const) {
      const { state, windows } = watch();
      windows.opened();
      for (const event of order) windows[event]();
      vi.advanceTimersByTime(1000);
      expect([order, state.deserted]).toEqual([order, 1]);
    }
  });

  it('[T16] waits on when that browser never showed a window, or another one came', () => {
    const never = watch();
    never.windows.browserEnded();
    vi.advanceTimersByTime(60_000);
    expect(never.state.deserted).toBe(0);
    const { state, windows } = watch();
    windows.opened();
    windows.browserEnded();
    windows.opened();
    windows.closed();
    windows.closed();
    vi.advanceTimersByTime(29_000);
    expect(state.deserted).toBe(0);
  });

  it('[T16] stays when it was told to', () => {
    const { state, windows } = watch('never');
    windows.opened();
    windows.closed();
    vi.advanceTimersByTime(3_600_000);
    expect(state.deserted).toBe(0);
  });
});
