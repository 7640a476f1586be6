import { z } from 'zod';
import type { RunbookEditor } from '../../store/index.ts';

const keptSchema = z.object({ text: z.string(), revision: z.string().optional() });
export type KeptText = z.infer<typeof keptSchema>;

/** Under which name the page keeps what is typed and not saved. */
export function keptName({ runbookId, title }: RunbookEditor): string {
  return `runbook ${runbookId ?? `new ${title}`}`;
}

export function writeKept({ text, source }: RunbookEditor): string {
  return JSON.stringify({ text, revision: source?.revision } satisfies Partial<KeptText>);
}

/** What was kept, where it says something else than what is open. */
export function readKept(kept: string, { text }: RunbookEditor): KeptText | undefined {
  try {
    const read = keptSchema.safeParse(JSON.parse(kept || 'null')).data;
    return read === undefined || read.text === text ? undefined : read;
  } catch {
    return undefined;
  }
}
