import { setTimeout as delay } from 'node:timers/promises';
import type { Page } from 'playwright';

/** What came through one session's channel, as the page saw it. */
export interface SessionTraffic {
  readonly sessionId: string;
  /** Bytes of output frames; those of replays are not among them. */
  readonly received: number;
  /** Bytes of them that xterm has parsed, as acknowledged. */
  readonly parsed: number;
  /** Lines that end with "y", whatever frames they came in. */
  readonly yesLines: number;
  /** Commands that ended. */
  readonly finished: number;
  /** When the newest output was parsed, by the page's own clock, ms. */
  readonly lastParsedAt: number;
}

interface Probe {
  readonly sessions: Map<string, { -readonly [Field in keyof SessionTraffic]: SessionTraffic[Field] }>;
  /** From a key event to the first output of this session that was parsed after it, ms. */
  readonly keyTimes: number[];
  onKeyTime: () => void;
  keySession: string | undefined;
  /** Of the oldest key event without an answer, page's own clock, ms. */
  pendingKey: number | undefined;
  lastKeyAt: number;
  countLines: boolean;
}

type ProbedWindow = Window & { readonly terminalProbe: Probe };

/**
 * Watches the binary channels of this page's terminals, whichever host carries them, and loads the page again so that
 * none is missed.
 */
export async function probeTerminals(page: Page): Promise<void> {
  await page.addInitScript(watchChannels);
  await page.reload();
}

/** Runs in the page, before its scripts; may use nothing from outside itself. */
function watchChannels(): void {
  const ACKNOWLEDGE = 1;
  const OUTPUT = 16;
  const MARK = 19;
  const probe: Probe = {
    sessions: new Map(),
    keyTimes: [],
    onKeyTime: () => {},
    keySession: undefined,
    pendingKey: undefined,
    lastKeyAt: 0,
    countLines: false,
  };
  Object.defineProperty(window, 'terminalProbe', { value: probe });
  addEventListener(
    'keydown',
    ({ timeStamp, key, ctrlKey }) => {
      probe.lastKeyAt = timeStamp;
      // A key that waits for its answer goes on waiting; one that a shell answers with nothing is not timed.
      if (key.length === 1 && !ctrlKey) probe.pendingKey ??= timeStamp;
    },
    { capture: true },
  );

  const watch = (sessionId: string) => {
    const traffic = { sessionId, received: 0, parsed: 0, yesLines: 0, finished: 0, lastParsedAt: 0 };
    probe.sessions.set(sessionId, traffic);
    /** How much of "y\r\n" has just been seen. */
    let seen = 0;
    const countLines = (bytes: Uint8Array) => {
      for (let at = 1; at < bytes.length; at += 1) {
        const byte = bytes[at];
        if (byte === 10 && seen === 2) traffic.yesLines += 1;
        seen = byte === 121 ? 1 : byte === 13 && seen === 1 ? 2 : 0;
      }
    };
    return {
      came(data: unknown) {
        const bytes = data instanceof ArrayBuffer ? new Uint8Array(data) : data;
        if (!(bytes instanceof Uint8Array)) return;
        if (bytes[0] === OUTPUT) {
          traffic.received += bytes.length - 1;
          if (probe.countLines) countLines(bytes);
        } else if (bytes[0] === MARK && new TextDecoder().decode(bytes).includes('"finished"')) {
          traffic.finished += 1;
        }
      },
      went(data: unknown) {
        if (!(data instanceof Uint8Array) || data[0] !== ACKNOWLEDGE) return;
        traffic.parsed += new DataView(data.buffer, data.byteOffset).getUint32(1);
        traffic.lastParsedAt = performance.now();
        if (probe.pendingKey === undefined || probe.keySession !== sessionId) return;
        probe.keyTimes.push(performance.now() - probe.pendingKey);
        probe.pendingKey = undefined;
        probe.onKeyTime();
      },
    };
  };

  // The browser host's channel: a WebSocket for each session.
  window.WebSocket = class extends WebSocket {
    readonly #watched: ReturnType<typeof watch> | undefined;
    constructor(address: string | URL, protocols?: string | string[]) {
      super(address, protocols);
      const sessionId = /\/terminal\/([^/]+)$/.exec(new URL(address).pathname)?.[1];
      this.#watched = sessionId === undefined ? undefined : watch(sessionId);
      this.addEventListener('message', ({ data }) => this.#watched?.came(data));
    }
    override send(data: Parameters<WebSocket['send']>[0]): void {
      this.#watched?.went(data);
      super.send(data);
    }
  };

  // Electron's: a port for each session, handed over by message.
  addEventListener('message', ({ data, ports: [port] }) => {
    const sessionId = /^terminal:(.+)$/.exec(String(data?.purpose))?.[1];
    if (sessionId === undefined || !port) return;
    const watched = watch(sessionId);
    const post = port.postMessage.bind(port);
    port.addEventListener('message', (event) => watched.came(event.data));
    port.postMessage = (message: unknown) => {
      watched.went(message);
      post(message);
    };
  });
}

/** All sessions that this page has attached since it was loaded, in that order. */
export function traffic(page: Page): Promise<SessionTraffic[]> {
  return page.evaluate(() => [...(window as unknown as ProbedWindow).terminalProbe.sessions.values()]);
}

/** Whether it counts lines from now on: a loop over every byte, which is time that a measurement may not want to spend. */
export function countYesLines(page: Page, count: boolean): Promise<void> {
  return page.evaluate((wanted) => {
    (window as unknown as ProbedWindow).terminalProbe.countLines = wanted;
  }, count);
}

/**
 * Types into the terminal that has the keyboard, whose session should print nothing by itself: milliseconds from each key
 * event to its echo by the shell, parsed by xterm. The next key waits for the echo, and then for `pauseMs`.
 */
export async function timeKeys(page: Page, sessionId: string, keys: number, pauseMs: number): Promise<number[]> {
  await page.evaluate((id) => {
    const { terminalProbe } = window as unknown as ProbedWindow;
    terminalProbe.keySession = id;
    terminalProbe.pendingKey = undefined;
    terminalProbe.keyTimes.splice(0);
  }, sessionId);
  for (let key = 1; key <= keys; key += 1) {
    await page.keyboard.press('x');
    await page.evaluate(async (count) => {
      const { terminalProbe } = window as unknown as ProbedWindow;
      while (terminalProbe.keyTimes.length < count) {
        await new Promise<void>((answered) => {
          terminalProbe.onKeyTime = answered;
        });
      }
    }, key);
    await delay(pauseMs);
    // A line that grows wraps, and readline draws more than the key.
    if (key % 40 === 0) await page.keyboard.press('Control+u', { delay: pauseMs });
  }
  return page.evaluate(() => [...(window as unknown as ProbedWindow).terminalProbe.keyTimes]);
}

/** Milliseconds from the newest key event to the newest output of this session that was parsed. */
export function sinceKey(page: Page, sessionId: string): Promise<number> {
  return page.evaluate((id) => {
    const { sessions, lastKeyAt } = (window as unknown as ProbedWindow).terminalProbe;
    return (sessions.get(id)?.lastParsedAt ?? Number.NaN) - lastKeyAt;
  }, sessionId);
}
