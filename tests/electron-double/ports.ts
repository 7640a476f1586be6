import type * as Electron from 'electron';
import { GuardedEmitter } from './guard.ts';
import { createCodec } from './page/codec.ts';

/** What stands at the other end of a port: another port of this process, or one in a page. */
export interface PortPeer {
  /** From now on it talks to `peer`. */
  connect(peer: PortPeer): void;
  deliver(data: unknown, ports: readonly PortDouble[]): void;
  disconnect(): void;
}

const codec = createCodec();

/** Electron's MessagePortMain. Messages wait for `start`; `close` is emitted when the other end goes. */
export class PortDouble
  extends GuardedEmitter
  implements PortPeer, Pick<Electron.MessagePortMain, 'start' | 'close' | 'postMessage'>
{
  #peer: PortPeer | undefined;
  #waiting: { data: unknown; ports: readonly PortDouble[] }[] = [];
  #started = false;
  #closed = false;
  #transferred = false;

  constructor() {
    super('MessagePortMain', ['message', 'close']);
  }

  connect(peer: PortPeer): void {
    this.#peer = peer;
  }

  postMessage(message: unknown, transfer: readonly object[] = []): void {
    if (this.#transferred) throw new Error('port has been transferred');
    const data = codec.decode(codec.encode(message));
    if (!this.#closed) this.#peer?.deliver(data, transfer.map(asPort));
  }

  start(): void {
    this.#started = true;
    this.#drain();
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#peer?.disconnect();
  }

  deliver(data: unknown, ports: readonly PortDouble[]): void {
    if (this.#closed) return;
    this.#waiting.push({ data, ports });
    this.#drain();
  }

  disconnect(): void {
    if (this.#closed) return;
    this.#closed = true;
    setImmediate(() => this.emit('close'));
  }

  /** Gives this end away: what waits here goes along, and from now on the other end talks to `heir`. */
  transfer(heir: PortPeer): void {
    if (this.#transferred) throw new Error('port has been transferred');
    this.#transferred = true;
    if (this.#peer !== undefined) {
      heir.connect(this.#peer);
      this.#peer.connect(heir);
    }
    for (const { data, ports } of this.#waiting.splice(0)) heir.deliver(data, ports);
    if (this.#closed) heir.disconnect();
  }

  #drain(): void {
    if (!this.#started || this.#waiting.length === 0) return;
    // A message is a task of its own, as in Electron: never delivered inside the sender's call.
    setImmediate(() => {
      for (const { data, ports } of this.#waiting.splice(0)) this.emit('message', { data, ports });
    });
  }
}

/** What Electron says of a transfer list that holds anything but ports. */
export function asPort(value: object): PortDouble {
  if (value instanceof PortDouble) return value;
  throw new TypeError('Invalid value for transfer');
}

/** Electron's MessageChannelMain. */
export class MessageChannelDouble {
  readonly port1 = new PortDouble();
  readonly port2 = new PortDouble();

  constructor() {
    this.port1.connect(this.port2);
    this.port2.connect(this.port1);
  }
}
