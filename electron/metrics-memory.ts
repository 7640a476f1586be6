import { z } from 'zod';
import { alertSchema } from '#shared/contract/index.ts';
import type { Firing, FiringMemory, RememberedSource, SourceMemory } from './metrics/index.ts';
import type { SettingsStore } from './settings/index.ts';

const sourceSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('prometheus'), url: z.url() }),
  z.object({ kind: z.literal('simulated'), startedAt: z.number() }),
]) satisfies z.ZodType<RememberedSource>;

const firingSchema = z.object({
  sourceName: z.string(),
  simulated: z.boolean(),
  alert: alertSchema,
  firedAt: z.number(),
  quietSince: z.number().optional(),
  holdMs: z.number(),
  firedIn: z.array(z.string()),
  resolvedIn: z.array(z.string()),
});
const firingsSchema = z.array(z.tuple([z.string(), firingSchema]));

/** Keeps the last source in `config.json`. Losing it costs one click, so a disk that refuses is not an error here. */
export function createSourceMemory(store: SettingsStore): SourceMemory {
  const { load, save } = remember(store, 'metricsSource', sourceSchema.nullable());
  return { load: () => load() ?? undefined, save: (source) => save(source ?? null) };
}

/** Keeps what fires between starts, so that an alert that goes on is recorded once. */
export function createFiringMemory(store: SettingsStore): FiringMemory {
  const { load, save } = remember(store, 'firings', firingsSchema);
  return {
    load: () => load()?.map(([key, firing]) => [key, firing as Firing] as const),
    save: (firings) => save(firings.map(([key, firing]) => [key, firing as z.infer<typeof firingSchema>])),
  };
}

function remember<Value>(store: SettingsStore, key: string, schema: z.ZodType<Value>) {
  let last: string | undefined;
  return {
    load(): Value | undefined {
      const parsed = schema.safeParse(store.get(key));
      return parsed.success ? parsed.data : undefined;
    },
    save(value: Value): void {
      const text = JSON.stringify(value);
      if (text === last) return;
      try {
        store.set(key, value);
        last = text;
      } catch {
        // Tried again with the next change.
      }
    },
  };
}
