import { useEffect } from 'react';
import { z } from 'zod';
import { keepDraft, readDraft } from '../../components/index.ts';
import { type SplitTree, useStore, useStoreApi } from '../../store/index.ts';

const treeSchema: z.ZodType<SplitTree> = z.lazy(() =>
  z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('tab'), sessionId: z.string() }),
    z.object({
      kind: z.literal('split'),
      direction: z.enum(['row', 'column']),
      sizes: z.array(z.number().positive()).min(2),
      parts: z.array(treeSchema).min(2),
    }),
  ]),
);
const arrangementSchema = z.object({ active: z.string(), tree: treeSchema });

/**
 * Keeps which tabs are shown where over a reload of the page. Sessions do not outlive the program, so the page's own
 * memory is the right place, and not the settings.
 */
export function useKeptArrangement(scope: string): void {
  const store = useStoreApi();
  const arrangement = useStore((state) => state.arrangements[scope]);
  useEffect(() => {
    const { arrangements, arrangeTabs } = store.getState();
    const kept = arrangements[scope] ? undefined : parse(readDraft(sessionStorage, keyOf(scope)));
    if (kept) arrangeTabs(scope, kept);
  }, [store, scope]);
  useEffect(() => {
    if (arrangement) keepDraft(sessionStorage, keyOf(scope), JSON.stringify(arrangement));
  }, [scope, arrangement]);
}

const keyOf = (scope: string) => `terminals of ${scope}`;

function parse(kept: string) {
  try {
    return arrangementSchema.safeParse(JSON.parse(kept || 'null')).data;
  } catch {
    return undefined;
  }
}
