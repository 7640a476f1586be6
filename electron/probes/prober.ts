import { setTimeout as delay } from 'node:timers/promises';
import type { EventDraft } from '#shared/domain/events/index.ts';
import { HEALTHY, observeProbe, type Probe, type ProbeResult, probeSchema } from '#shared/domain/probe.ts';
import { checkYaml, type DataProblem, openDataLibrary, readDataText } from '../data-files/index.ts';
import type { Recorder } from '../incidents/index.ts';
import { checkProbe } from './check.ts';

export interface ProberDependencies {
  readonly resourcesDir: string;
  readonly dataDir: string;
  readonly recorder: Recorder;
  readonly notify: (message: { readonly title: string; readonly body: string }) => void;
  /** UTC ms. */
  readonly now: () => number;
  /** Default: asks the network. */
  readonly check?: (probe: Probe, signal: AbortSignal) => Promise<ProbeResult>;
  /** How often the folder is looked at for new and changed probes, ms. Default: 10 s. */
  readonly lookEveryMs?: number;
}

/**
 * Asks every probe of `<dataDir>/probes` at its own pace, and records when one goes down or comes up: in each open
 * incident, or on the desk when none is open. A changed file begins anew.
 */
export function startProber(dependencies: ProberDependencies) {
  const { recorder, notify, now, check = checkProbe, lookEveryMs = 10_000 } = dependencies;
  const library = openDataLibrary(
    {
      folder: 'probes',
      fileName: /\.ya?ml$/,
      read: (path) => {
        const text = readDataText(path);
        return text.ok ? checkYaml({ file: path, text: text.value }, probeSchema) : text;
      },
    },
    dependencies,
  );
  const running = new Map<string, { readonly probe: Probe; readonly stop: AbortController }>();

  function record(draft: EventDraft): void {
    const open = recorder.openIncidentIds();
    for (const incidentId of open.length > 0 ? open : [undefined]) recorder.record(incidentId, [draft], 'system');
  }

  async function run(probe: Probe, signal: AbortSignal): Promise<void> {
    const { id: probeId, name, target } = probe;
    let state = HEALTHY;
    while (!signal.aborted) {
      const result = await check(probe, signal);
      if (signal.aborted) return;
      const since = state.failingSince ?? now();
      const observed = observeProbe(state, probe, result, now());
      state = observed.state;
      if (observed.change === 'down' && !result.healthy) {
        const { failures } = state;
        const { detail } = result;
        record({ kind: 'probeFailed', payload: { probeId, name, target, failures, detail }, occurredAt: since });
        notify({ title: `${name} is down`, body: `${detail} (${target})` });
      } else if (observed.change === 'up') {
        const downMs = Math.max(0, now() - since);
        record({ kind: 'probeRecovered', payload: { probeId, name, target, downMs } });
      }
      await delay(probe.intervalSeconds * 1000, undefined, { signal }).catch(() => undefined);
    }
  }

  function look(): void {
    const { items } = library();
    for (const [id, { probe, stop }] of running) {
      if (items.includes(probe)) continue;
      stop.abort();
      running.delete(id);
    }
    for (const probe of items) {
      if (running.has(probe.id)) continue;
      const stop = new AbortController();
      running.set(probe.id, { probe, stop });
      void run(probe, stop.signal);
    }
  }

  look();
  const timer = setInterval(look, lookEveryMs).unref();
  return {
    /** Files that could not be read. */
    problems: (): readonly DataProblem[] => library().problems,
    close(): void {
      clearInterval(timer);
      for (const { stop } of running.values()) stop.abort();
      running.clear();
    },
  };
}
