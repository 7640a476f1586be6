import type { z } from 'zod';
import type { detectionSourceSchema } from '#shared/domain/events/index.ts';
import type { ZonedTime } from '#shared/domain/zoned-time.ts';
import { readMoment } from './details/moment-text.ts';

/** How an incident was noticed, as typed; an empty time is now, or not known. */
export interface DetectionText {
  readonly source: z.infer<typeof detectionSourceSchema>;
  readonly noticed: string;
  readonly started: string;
}

export type ReadDetection =
  | { readonly ok: true; readonly noticedAt: number | undefined; readonly startedAt: number | undefined }
  | { readonly ok: false; readonly noticed: string | undefined; readonly started: string | undefined };

/** Reads both times (UTC ms), or says what is wrong with which. */
export function readDetection({ noticed, started }: DetectionText, now: number, zone: ZonedTime): ReadDetection {
  const read = (text: string) => (text.trim() === '' ? undefined : readMoment(text, now, zone));
  const [noticedAt, startedAt] = [read(noticed), read(started)];
  const wrong = (typed: typeof noticedAt) => (typed && !typed.ok ? typed.message : undefined);
  const errors = { noticed: wrong(noticedAt), started: wrong(startedAt) };
  if (errors.noticed !== undefined || errors.started !== undefined) return { ok: false, ...errors };
  const at = (typed: typeof noticedAt) => (typed?.ok ? typed.at : undefined);
  if ((at(startedAt) ?? 0) > (at(noticedAt) ?? now)) {
    return { ok: false, noticed: undefined, started: 'It cannot have begun after it was noticed.' };
  }
  return { ok: true, noticedAt: at(noticedAt), startedAt: at(startedAt) };
}
