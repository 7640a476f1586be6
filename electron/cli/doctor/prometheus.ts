import type { Source } from '#shared/contract/index.ts';
import type { Problem } from '#shared/domain/outcome.ts';
import { createMetricsService } from '../../metrics/index.ts';
import { createSourceMemory } from '../../metrics-memory.ts';
import { openSettingsStore } from '../../settings/index.ts';
import type { CliContext } from '../context.ts';
import type { Check } from './examine.ts';
import { noRecorder } from './no-recorder.ts';

const name = 'Prometheus';

/** Asks the source that the settings remember, else looks on localhost:9090. */
export async function checkPrometheus({ files, dataDir }: CliContext, readable: boolean): Promise<Check> {
  const remembered = readable ? createSourceMemory(openSettingsStore(dataDir)).load() : undefined;
  const metrics = createMetricsService({
    resourcesDir: files.resources,
    recorder: noRecorder,
    memory: { load: () => undefined, save: () => {} },
    now: Date.now,
  });
  const options = { signal: new AbortController().signal };
  try {
    if (remembered?.kind === 'prometheus') {
      const connected = await metrics.connect({ url: remembered.url }, options);
      return connected.ok ? reachable(connected.value) : unreachable(connected.error);
    }
    const { found } = await metrics.discover(undefined, options);
    if (found) return reachable(found);
    return {
      name,
      state: 'warning',
      detail: 'None on localhost:9090.',
      action: 'Connect one by its URL in the window, or use the simulated metrics.',
    };
  } finally {
    metrics.close();
  }
}

function reachable({ url, version }: Source): Check {
  return { name, state: 'ok', detail: [url, version].filter(Boolean).join(', version '), action: '' };
}

function unreachable({ message, action }: Problem): Check {
  return { name, state: 'warning', detail: message, action };
}
