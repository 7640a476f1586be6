import { EventEmitter } from 'node:events';

/** What JavaScript itself asks of any object: promises, printing, JSON, Node's own emitters. */
const ASKED_BY_THE_LANGUAGE = new Set(['then', 'toJSON', 'constructor', 'domain', 'inspect', 'default']);

/** Thrown for a part of Electron that the stand-in does not have, so that a test never passes on a silent nothing. */
export function lacking(name: string): Error {
  return new Error(
    `the stand-in for Electron has no ${name}: add it under tests/electron-double/, true to electron.d.ts`,
  );
}

/** Makes every access to a member that `target` does not have throw with the member's name. */
export function guard<Target extends object>(target: Target, name: string): Target {
  const known = (key: string | symbol, object: Target) =>
    typeof key === 'symbol' || key in object || key.startsWith('_') || ASKED_BY_THE_LANGUAGE.has(key);
  return new Proxy(target, {
    get(object, key, receiver) {
      if (known(key, object)) return Reflect.get(object, key, receiver);
      throw lacking(`${name}.${String(key)}`);
    },
    set(object, key, value, receiver) {
      if (known(key, object)) return Reflect.set(object, key, value, receiver);
      throw lacking(`${name}.${String(key)} (assigned)`);
    },
  });
}

/** A whole module, or class, of Electron that the stand-in lacks: importing it is free, touching it throws. */
export function lackingModule(name: string): object {
  const refuse = (member = '') => {
    throw lacking(`${name}${member}`);
  };
  return new Proxy(() => undefined, {
    apply: () => refuse(),
    construct: () => refuse(),
    get: (_, key) => (key === 'then' ? undefined : refuse(`.${String(key)}`)),
  });
}

class Guarded extends EventEmitter {
  constructor(name: string) {
    super();
    // biome-ignore lint/correctness/noConstructorReturn: subclasses then install their private fields on the proxy
    return guard(this, name);
  }
}

/**
 * An emitter whose missing members throw, and which refuses listeners for events that it never emits: a handler that
 * silently never runs is the same gap as a missing method.
 */
export class GuardedEmitter extends Guarded {
  readonly #name: string;
  readonly #events: readonly string[] | undefined;

  /** `events` absent: any name goes, as for IPC channels. */
  constructor(name: string, events?: readonly string[]) {
    super(name);
    this.#name = name;
    this.#events = events;
  }

  override on(event: string | symbol, listener: (...args: never[]) => unknown): this {
    return super.on(this.#checked(event), listener as () => void);
  }

  override addListener(event: string | symbol, listener: (...args: never[]) => unknown): this {
    return this.on(event, listener);
  }

  override once(event: string | symbol, listener: (...args: never[]) => unknown): this {
    return super.once(this.#checked(event), listener as () => void);
  }

  #checked(event: string | symbol): string | symbol {
    if (this.#events === undefined || this.#events.includes(String(event))) return event;
    throw lacking(`event '${String(event)}' of ${this.#name}`);
  }
}

/** The first argument of an event that a listener may forbid. */
export interface PreventableEvent {
  preventDefault(): void;
  readonly defaultPrevented: boolean;
}

/** `details` become members of the event, as Electron's newer events carry them. */
export function preventableEvent<Details extends object>(details: Details): Details & PreventableEvent {
  let prevented = false;
  const event = {
    ...details,
    preventDefault() {
      prevented = true;
    },
    get defaultPrevented() {
      return prevented;
    },
  };
  return event;
}
