import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { type AppNote, readAppNote } from '../app-lock.ts';
import { LAUNCH_PATH } from './http.ts';

const launchSchema = z.object({ url: z.url() });
/** An application that has just taken the lock has not written its note yet. */
const NOTE_TRIES = 30;
const NOTE_PAUSE_MS = 100;

/** The note of the application that holds this data directory; undefined when it wrote none in time. */
export async function waitForAppNote(dataDir: string): Promise<AppNote | undefined> {
  for (let tries = 0; tries < NOTE_TRIES; tries += 1) {
    const note = readAppNote(dataDir);
    if (note) return note;
    await delay(NOTE_PAUSE_MS);
  }
  return undefined;
}

/** Asks the first application for a link that logs one more window in; undefined when it does not answer. */
export async function askForLaunchUrl({ origin, controlSecret }: AppNote): Promise<string | undefined> {
  if (origin === undefined || controlSecret === undefined) return undefined;
  try {
    const answer = await fetch(new URL(LAUNCH_PATH, origin), {
      method: 'POST',
      headers: { authorization: `Bearer ${controlSecret}` },
      redirect: 'error',
      signal: AbortSignal.timeout(3000),
    });
    return answer.ok ? launchSchema.parse(await answer.json()).url : undefined;
  } catch {
    return undefined;
  }
}
