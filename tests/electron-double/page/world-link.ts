import type { Codec, FunctionCarrier } from './codec.ts';
import type { BetweenWorlds } from './messages.ts';

export interface WorldLink {
  readonly functions: FunctionCarrier;
  /** Puts the members of `api` on the other world's `window[key]`. */
  expose(key: string, api: unknown): void;
}

export interface WorldLinkOptions {
  /** Prefix of the DOM events, unknown to the page's scripts. */
  readonly secret: string;
  readonly side: 'page' | 'preload';
  /** Called with what a function of the other world is about to receive. */
  readonly onCallOut?: (args: readonly unknown[]) => void;
  readonly onExpose?: (key: string, api: unknown) => void;
}

/**
 * One end of what Electron's contextBridge does: values are cloned, functions become functions that call across.
 * Two worlds share the document and its events, which are dispatched synchronously, so a call can return at once.
 * It reaches the page as its own source text: it may use nothing from outside itself.
 */
export function createWorldLink(codec: Codec, options: WorldLinkOptions): WorldLink {
  const other = options.side === 'page' ? 'preload' : 'page';
  const owned = new Map<string, (...args: unknown[]) => unknown>();
  const answers = new Map<number, BetweenWorlds>();
  const promises = new Map<number, { resolve(value: unknown): void; reject(error: unknown): void }>();
  let count = 0;

  const say = (message: BetweenWorlds) =>
    document.dispatchEvent(new CustomEvent(`${options.secret}:${other}`, { detail: JSON.stringify(message) }));

  const functions: FunctionCarrier = {
    toId(fn) {
      const id = `${options.side}-${++count}`;
      owned.set(id, fn);
      return id;
    },
    fromId:
      (fn) =>
      (...args) => {
        const call = ++count;
        options.onCallOut?.(args);
        say({ type: 'call', fn, call, args: codec.encode(args, functions) });
        const answer = answers.get(call);
        answers.delete(call);
        if (answer?.type === 'threw') throw new Error(answer.message);
        if (answer?.type === 'returned') return codec.decode(answer.value, functions);
        return new Promise((resolve, reject) => promises.set(call, { resolve, reject }));
      },
  };

  function run(call: number, fn: string, args: unknown): void {
    const message = (error: unknown) => (error instanceof Error ? error.message : String(error));
    const settle = (value: unknown) => say({ type: 'returned', call, value: codec.encode(value, functions) });
    const fail = (error: unknown) => say({ type: 'threw', call, message: message(error) });
    try {
      const result = owned.get(fn)?.(...(codec.decode(args, functions) as unknown[]));
      if (!(result instanceof Promise)) return void settle(result);
      say({ type: 'promised', call });
      result.then(settle).catch(fail);
    } catch (error) {
      fail(error);
    }
  }

  document.addEventListener(`${options.secret}:${options.side}`, (event) => {
    const message = JSON.parse((event as CustomEvent<string>).detail) as BetweenWorlds;
    if (message.type === 'expose') {
      options.onExpose?.(message.key, codec.decode(message.api, functions));
    } else if (message.type === 'call') {
      run(message.call, message.fn, message.args);
    } else {
      const waiting = promises.get(message.call);
      if (waiting === undefined) answers.set(message.call, message);
      else if (message.type === 'threw') waiting.reject(new Error(message.message));
      else if (message.type === 'returned') waiting.resolve(codec.decode(message.value, functions));
    }
  });

  return { functions, expose: (key, api) => void say({ type: 'expose', key, api: codec.encode(api, functions) }) };
}
