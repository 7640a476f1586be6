import type { createCodec } from './codec.ts';
import type { FromPage, ToPage } from './messages.ts';
import type { createWorldLink } from './world-link.ts';

type Listener = (event: unknown, ...args: unknown[]) => void;

export interface PreloadWorldConfig {
  readonly secret: string;
  /** Name of the CDP binding in this world, and of the receiver that Node calls. */
  readonly binding: string;
  readonly process: {
    readonly platform: string;
    readonly versions: Record<string, string | undefined>;
    readonly argv: string[];
  };
}

export interface PreloadWorld {
  /** What a sandboxed preload gets from `require`: nothing but `electron`, and there the renderer's part. */
  require(name: string): unknown;
  readonly process: object;
  report(error: unknown): void;
}

/**
 * The preload's end of ipcRenderer, contextBridge and transferred ports, in a world of its own, as with Electron's
 * context isolation. It reaches the page as its own source text: it may use nothing from outside itself.
 */
export function preloadWorld(
  makeCodec: typeof createCodec,
  makeLink: typeof createWorldLink,
  config: PreloadWorldConfig,
): PreloadWorld {
  const codec = makeCodec();
  const world = globalThis as unknown as Record<string, (argument: unknown) => void>;
  const post = (message: FromPage) => world[config.binding]?.(JSON.stringify(message));
  const ports = new Map<string, MessagePort>();
  const listeners = new Map<string, { listener: Listener; once: boolean }[]>();
  const invocations = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  let count = 0;

  function lacks(name: string): never {
    throw new Error(`the stand-in for Electron has no ${name} in a preload: add it in tests/electron-double/page/`);
  }

  function only<Members extends object>(name: string, members: Members): Members {
    return new Proxy(members, {
      get: (target, key) =>
        typeof key === 'symbol' || key in target ? Reflect.get(target, key) : lacks(`${name}.${key}`),
    });
  }

  /** From here on, what the other end of `port` says goes to Node. */
  function carry(id: string, port: MessagePort): string {
    ports.set(id, port);
    port.addEventListener('message', (event) => {
      const carried = event.ports.map((next) => carry(`page-${++count}`, next));
      post({ type: 'port', port: id, data: codec.encode(event.data), ports: carried });
    });
    port.addEventListener('close', () => {
      if (ports.delete(id)) post({ type: 'port closed', port: id });
    });
    port.start();
    return id;
  }

  /** Takes the port away from the preload, as a transfer does, and carries it. */
  function transfer(port: MessagePort): string {
    return carry(`page-${++count}`, structuredClone(port, { transfer: [port] }));
  }

  /** A port for the page whose other end is in Node. */
  function arrive(id: string): MessagePort {
    const { port1, port2 } = new MessageChannel();
    carry(id, port1);
    return port2;
  }

  function receive(message: ToPage): void {
    if (message.type === 'send') {
      const event = { sender: ipcRenderer, ports: message.ports.map(arrive) };
      const args = codec.decode(message.args) as unknown[];
      for (const entry of [...(listeners.get(message.channel) ?? [])]) {
        if (entry.once) ipcRenderer.removeListener(message.channel, entry.listener);
        entry.listener(event, ...args);
      }
    } else if (message.type === 'reply') {
      invocations.get(message.id)?.resolve(codec.decode(message.value));
      invocations.delete(message.id);
    } else if (message.type === 'failed') {
      invocations.get(message.id)?.reject(new Error(message.message));
      invocations.delete(message.id);
    } else if (message.type === 'port') {
      const carried = message.ports.map(arrive);
      ports.get(message.port)?.postMessage(codec.decode(message.data), carried);
    } else {
      ports.get(message.port)?.close();
      ports.delete(message.port);
    }
  }

  function listen(channel: string, listener: Listener, once: boolean) {
    listeners.set(channel, [...(listeners.get(channel) ?? []), { listener, once }]);
    return ipcRenderer;
  }

  const ipcRenderer = only('ipcRenderer', {
    on: (channel: string, listener: Listener) => listen(channel, listener, false),
    addListener: (channel: string, listener: Listener) => listen(channel, listener, false),
    once: (channel: string, listener: Listener) => listen(channel, listener, true),
    off: (channel: string, listener: Listener): object => ipcRenderer.removeListener(channel, listener),
    removeListener(channel: string, listener: Listener): object {
      const kept = (listeners.get(channel) ?? []).filter((entry) => entry.listener !== listener);
      listeners.set(channel, kept);
      return ipcRenderer;
    },
    removeAllListeners(channel: string): object {
      listeners.delete(channel);
      return ipcRenderer;
    },
    send: (channel: string, ...args: unknown[]) => post({ type: 'send', channel, args: codec.encode(args), ports: [] }),
    postMessage: (channel: string, message: unknown, transferred: MessagePort[] = []) =>
      post({ type: 'send', channel, args: codec.encode([message]), ports: transferred.map(transfer) }),
    invoke: (channel: string, ...args: unknown[]) =>
      new Promise((resolve, reject) => {
        const id = ++count;
        invocations.set(id, { resolve, reject });
        post({ type: 'invoke', id, channel, args: codec.encode(args) });
      }),
  });

  const link = makeLink(codec, {
    secret: config.secret,
    side: 'preload',
    onCallOut(args) {
      const leaked = args.find((value) => typeof value === 'object' && value !== null && 'sender' in value);
      if (leaked !== undefined) post({ type: 'leaked event', path: 'an argument of a function of the page' });
    },
  });

  const exposed = new Set<string>();
  const contextBridge = only('contextBridge', {
    exposeInMainWorld(key: string, api: unknown) {
      if (exposed.has(key)) throw new Error('Cannot bind an API on top of an existing property on the window object');
      exposed.add(key);
      const functions: string[] = [];
      const values: string[] = [];
      const walk = (value: unknown, path: string): void => {
        if (typeof value === 'function') functions.push(`${path}()`);
        else if (typeof value !== 'object' || value === null) values.push(path);
        else for (const [name, member] of Object.entries(value)) walk(member, `${path}.${name}`);
      };
      walk(api, key);
      post({ type: 'exposed', key, functions, values });
      link.expose(key, api);
    },
  });

  world[`${config.binding}Receive`] = (batch) => (batch as ToPage[]).forEach(receive);
  post({ type: 'document', url: location.href });
  const electron = only('electron', { ipcRenderer, contextBridge });
  return {
    require: (name) => (name === 'electron' ? electron : lacks(`require('${name}')`)),
    process: only('process', { ...config.process, type: 'renderer', contextIsolated: true, sandboxed: true, env: {} }),
    report: (error) =>
      post({ type: 'preload error', message: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
  };
}
