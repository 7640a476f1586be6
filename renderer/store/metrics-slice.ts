import type { StateCreator } from 'zustand';
import type { AlertsFrame, Client, Panel, PanelFrame, Source } from '#shared/contract/index.ts';
import type { Problem } from '#shared/domain/outcome.ts';
import { followStream } from './follow-stream.ts';
import { servicesSilent } from './services-silent.ts';

/** Ranges that the menu offers, seconds. */
export const metricsRanges = [
  { seconds: 900, label: 'Last 15 m' },
  { seconds: 3600, label: 'Last 1 h' },
  { seconds: 10_800, label: 'Last 3 h' },
  { seconds: 21_600, label: 'Last 6 h' },
  { seconds: 86_400, label: 'Last 24 h' },
] as const;

export type SourceState =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'none' }
  | { readonly kind: 'connected'; readonly source: Source };

/** How connecting to a typed address goes. */
export type ConnectState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'busy' }
  | { readonly kind: 'failed'; readonly problem: Problem };

/** What became of keeping a panel as evidence; shown on the panel itself. */
export type KeepState =
  | { readonly kind: 'busy' }
  | { readonly kind: 'kept' }
  | { readonly kind: 'failed'; readonly problem: Problem };

export interface MetricsSlice {
  readonly source: SourceState;
  /** A source that answers on this machine and is not in use; found by `discoverSource`. */
  readonly discovered: Source | undefined;
  readonly connecting: ConnectState;
  readonly panels: readonly Panel[] | undefined;
  /** Panel files that could not be read, one line each. */
  readonly panelProblems: readonly string[];
  readonly panelFrames: Readonly<Record<string, PanelFrame>>;
  readonly alertsFrame: AlertsFrame | undefined;
  readonly rangeSeconds: number;
  readonly kept: Readonly<Record<string, KeepState>>;

  /** Follows source, panels and alerts until `signal` aborts. */
  followMetrics(signal: AbortSignal): void;
  /** Follows one panel at a resolution until `signal` aborts. */
  followPanel(panelId: string, maxPoints: number, signal: AbortSignal): void;
  /** Follows one query that no panel asks until `signal` aborts. */
  followQuery(expr: string, maxPoints: number, onFrame: (frame: PanelFrame) => void, signal: AbortSignal): void;
  setRange(seconds: number): void;
  discoverSource(): Promise<void>;
  /** True when the source answered and is in use now. */
  connectSource(url: string): Promise<boolean>;
  simulateSource(): Promise<void>;
  disconnectSource(): Promise<void>;
  keepPanel(incidentId: string, panelId: string): Promise<void>;
  forgetKept(panelId: string): void;
}

/** The metrics part of the store. `client` is injected, so that it is tested without services. */
export function createMetricsSlice(client: Client): StateCreator<MetricsSlice, [], [], MetricsSlice> {
  /** The range, seconds, of the samples in `panelFrames`, by panel. */
  const answeredRanges = new Map<string, number>();
  return (set, get) => ({
    source: { kind: 'unknown' },
    discovered: undefined,
    connecting: { kind: 'idle' },
    panels: undefined,
    panelProblems: [],
    panelFrames: {},
    alertsFrame: undefined,
    rangeSeconds: 3600,
    kept: {},

    followMetrics(signal) {
      void followStream({
        open: () => client.metrics.watchSource(undefined, { signal }),
        onValue: ({ source }) => {
          // Samples of another source would be taken for those of the new one until its first answer.
          if (sourceKey(get().source) !== sourceKey(toState(source))) set({ panelFrames: {}, kept: {} });
          set({ source: toState(source) });
          if (source && !get().panels) void loadPanels();
        },
        signal,
      });
      void followStream({
        open: () => client.metrics.watchAlerts(undefined, { signal }),
        onValue: (alertsFrame) => set({ alertsFrame }),
        signal,
      });
      const loadPanels = async () => {
        try {
          const { panels, problems } = await client.metrics.panels(undefined, { signal });
          set({ panels, panelProblems: problems });
        } catch {
          // The connection is lost; the source's stream asks again once it is back.
        }
      };
    },

    followPanel(panelId, maxPoints, signal) {
      const { rangeSeconds } = get();
      void followStream({
        open: () => client.metrics.watchPanel({ panelId, rangeSeconds, maxPoints }, { signal }),
        onValue: (frame) => {
          const before = answeredRanges.get(panelId) === rangeSeconds ? get().panelFrames[panelId] : undefined;
          if (frame.fetchedAt !== undefined) answeredRanges.set(panelId, rangeSeconds);
          set(({ panelFrames }) => ({ panelFrames: { ...panelFrames, [panelId]: withOlderSamples(frame, before) } }));
        },
        signal,
      });
    },

    followQuery(expr, maxPoints, onFrame, signal) {
      const { rangeSeconds } = get();
      void followStream({
        open: () => client.metrics.watchQuery({ expr, rangeSeconds, maxPoints }, { signal }),
        onValue: onFrame,
        signal,
      });
    },

    setRange(rangeSeconds) {
      set({ rangeSeconds });
    },

    async discoverSource() {
      try {
        const { found } = await client.metrics.discover();
        set({ discovered: found });
      } catch {
        set({ discovered: undefined });
      }
    },

    async connectSource(url) {
      set({ connecting: { kind: 'busy' } });
      try {
        const answer = await client.metrics.connect({ url });
        set({ connecting: answer.ok ? { kind: 'idle' } : { kind: 'failed', problem: answer.error } });
        return answer.ok;
      } catch {
        set({ connecting: { kind: 'failed', problem: servicesSilent().error } });
        return false;
      }
    },

    async simulateSource() {
      set({ connecting: { kind: 'idle' } });
      // biome-ignore lint/correctness/useHookAtTopLevel: a call of the contract, not a hook
      await client.metrics.useSimulated();
    },

    async disconnectSource() {
      await client.metrics.disconnect();
    },

    async keepPanel(incidentId, panelId) {
      const tell = (state: KeepState) => set(({ kept }) => ({ kept: { ...kept, [panelId]: state } }));
      tell({ kind: 'busy' });
      try {
        const { rangeSeconds } = get();
        const answer = await client.metrics.keepSnapshot({ incidentId, panelId, rangeSeconds });
        tell(answer.ok ? { kind: 'kept' } : { kind: 'failed', problem: answer.error });
      } catch {
        tell({ kind: 'failed', problem: servicesSilent().error });
      }
    },

    forgetKept(panelId) {
      set(({ kept: { [panelId]: _, ...kept } }) => ({ kept }));
    },
  });
}

/**
 * A pane of another width asks anew, at another resolution. Until that is answered the samples that are there stay;
 * with a source that went silent they are all there is.
 */
function withOlderSamples(frame: PanelFrame, before: PanelFrame | undefined): PanelFrame {
  if (frame.fetchedAt !== undefined || before?.fetchedAt === undefined) return frame;
  if (frame.status !== 'failed') return before;
  const { problem: _, since: __, ...samples } = before;
  const { status, problem, since } = frame;
  return { ...samples, status, ...(problem && { problem }), ...(since !== undefined && { since }) };
}

function toState(source: Source | undefined): SourceState {
  return source ? { kind: 'connected', source } : { kind: 'none' };
}

function sourceKey(state: SourceState): string {
  return state.kind === 'connected' ? `${state.source.kind} ${state.source.url ?? state.source.name}` : state.kind;
}
