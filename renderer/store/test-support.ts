import type { Client, Session } from '#shared/contract/index.ts';
import type { TimelineEntry } from '#shared/domain/timeline.ts';
import { createWarRoomStore, type WarRoomStore } from './war-room-store.ts';

type Deep = { readonly [feature: string]: { readonly [procedure: string]: unknown } };

/** For tests only: the whole store around the procedures that a test fakes. Another procedure is an error when called. */
export function storeWith(procedures: Deep): WarRoomStore {
  return createWarRoomStore(procedures as unknown as Client);
}

/** For tests only: a stream that the test feeds, as the client opens it. It can break, as on a lost connection. */
export function feed<Value>() {
  let queue: Value[] = [];
  let broken = false;
  let wake = Promise.withResolvers<void>();
  const stir = () => {
    wake.resolve();
    wake = Promise.withResolvers();
  };
  return {
    /** How often it was opened. */
    opened: 0,
    push(value: Value) {
      queue.push(value);
      stir();
    },
    breakOff() {
      broken = true;
      stir();
    },
    async open(_input: unknown, { signal }: { readonly signal: AbortSignal }): Promise<AsyncIterable<Value>> {
      this.opened += 1;
      broken = false;
      signal.addEventListener('abort', stir);
      return (async function* () {
        while (!signal.aborted) {
          const ready = queue;
          queue = [];
          yield* ready;
          if (broken) throw new Error('connection lost');
          await wake.promise;
        }
      })();
    },
  };
}

/** Lets streams and promises get on. */
export function settled(milliseconds = 5): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** For tests only: a note of that number, which also is its place among entries of the same instant (UTC ms). */
export function testEntry(number: number, occurredAt: number, more: Partial<TimelineEntry> = {}): TimelineEntry {
  const digits = String(number).padStart(12, '0');
  return {
    eventId: `01930000-0000-7000-8000-${digits}`,
    order: digits,
    category: 'note',
    label: 'observation',
    headline: `note ${number}`,
    code: false,
    details: ['Ada'],
    tone: 'neutral',
    occurredAt,
    recordedAt: occurredAt,
    backdated: false,
    actorName: 'Ada',
    pinned: false,
    text: `note ${number}`,
    amendments: [],
    backfilled: false,
    foreign: false,
    can: { amend: true, retract: true, purge: true },
    ...more,
  };
}

/** For tests only: a shell at its prompt, of the desk. */
export function testSession(sessionId: string, over: Partial<Session> = {}): Session {
  return {
    sessionId,
    title: sessionId,
    shell: '/bin/bash',
    pid: 1,
    cwd: '/',
    integration: 'active',
    state: 'prompt',
    recordingLevel: 'everything',
    recording: 'none',
    openedAt: 0,
    ...over,
  };
}
