import type { CDPSession } from 'playwright';
import { createCodec } from './page/codec.ts';
import type { FromPage, ToPage } from './page/messages.ts';
import { BINDING, type PageScripts, WORLD } from './page/source.ts';
import { PortDouble, type PortPeer } from './ports.ts';

const codec = createCodec();

/** What the program's side of a window wants to know of its page. */
export interface PageListener {
  /** A fresh document began; everything of the one before it is gone. */
  document(url: string): void;
  exposed(key: string, functions: readonly string[], values: readonly string[]): void;
  send(channel: string, args: readonly unknown[], ports: readonly PortDouble[]): void;
  invoke(channel: string, args: readonly unknown[]): Promise<unknown>;
  leakedEvent(path: string): void;
  preloadFailed(message: string): void;
}

/** The two-way street between Node and the preload's world of one page. */
export class PageBridge {
  readonly #cdp: CDPSession;
  readonly #listener: PageListener;
  readonly #ports = new Map<string, PagePort>();
  #contextId: number | undefined;
  #outbox: ToPage[] = [];
  #sending = false;
  #count = 0;

  constructor(cdp: CDPSession, listener: PageListener) {
    this.#cdp = cdp;
    this.#listener = listener;
  }

  async open(scripts: PageScripts): Promise<void> {
    this.#cdp.on('Runtime.bindingCalled', ({ name, payload, executionContextId }) => {
      if (name === BINDING) this.#receive(JSON.parse(payload) as FromPage, executionContextId);
    });
    // The document is going: its ports close, as Electron closes them, before the next one's first word.
    this.#cdp.on('Runtime.executionContextsCleared', () => this.reset());
    await this.#cdp.send('Runtime.enable');
    await this.#cdp.send('Runtime.addBinding', { name: BINDING, executionContextName: WORLD });
    await this.#cdp.send('Page.addScriptToEvaluateOnNewDocument', { source: scripts.page });
    await this.#cdp.send('Page.addScriptToEvaluateOnNewDocument', { source: scripts.preload, worldName: WORLD });
  }

  send(channel: string, args: readonly unknown[], transfer: readonly PortDouble[]): void {
    this.#post({ type: 'send', channel, args: codec.encode(args), ports: transfer.map((port) => this.#give(port)) });
  }

  /** Closes every port of the document that is there. */
  reset(): void {
    this.#contextId = undefined;
    this.#outbox = [];
    const ports = [...this.#ports.values()];
    this.#ports.clear();
    for (const port of ports) port.gone();
  }

  #receive(message: FromPage, contextId: number): void {
    if (message.type === 'document') {
      this.reset();
      this.#contextId = contextId;
      this.#listener.document(message.url);
      return;
    }
    // A last word of a document that has been left.
    if (contextId === this.#contextId) this.#heard(message);
  }

  #heard(message: Exclude<FromPage, { type: 'document' }>): void {
    switch (message.type) {
      case 'exposed':
        this.#listener.exposed(message.key, message.functions, message.values);
        break;
      case 'send':
        this.#listener.send(message.channel, decodeList(message.args), message.ports.map(this.#take));
        break;
      case 'invoke':
        void this.#invoke(message.id, message.channel, decodeList(message.args));
        break;
      case 'port':
        this.#ports.get(message.port)?.heard(codec.decode(message.data), message.ports.map(this.#take));
        break;
      case 'port closed':
        this.#ports.get(message.port)?.gone();
        this.#ports.delete(message.port);
        break;
      case 'leaked event':
        this.#listener.leakedEvent(message.path);
        break;
      case 'preload error':
        this.#listener.preloadFailed(message.message);
        break;
    }
  }

  async #invoke(id: number, channel: string, args: readonly unknown[]): Promise<void> {
    try {
      this.#post({ type: 'reply', id, value: codec.encode(await this.#listener.invoke(channel, args)) });
    } catch (error) {
      this.#post({ type: 'failed', id, message: `Error invoking remote method '${channel}': ${error}` });
    }
  }

  /** A port of the page becomes one of ours. */
  readonly #take = (id: string): PortDouble => {
    const port = new PortDouble();
    port.connect(this.#remember(id, port));
    return port;
  };

  /** One of our ports goes to the page. */
  #give(port: PortDouble): string {
    const id = `node-${++this.#count}`;
    port.transfer(this.#remember(id, undefined));
    return id;
  }

  #remember(id: string, peer: PortPeer | undefined): PagePort {
    const port = new PagePort(
      (data, ports) =>
        this.#post({ type: 'port', port: id, data: codec.encode(data), ports: ports.map((next) => this.#give(next)) }),
      () => {
        if (this.#ports.delete(id)) this.#post({ type: 'port closed', port: id });
      },
    );
    if (peer !== undefined) port.connect(peer);
    this.#ports.set(id, port);
    return port;
  }

  #post(message: ToPage): void {
    if (this.#contextId === undefined) return;
    this.#outbox.push(message);
    if (!this.#sending) void this.#flush();
  }

  /** One evaluation at a time carries everything that was said since the last one. */
  async #flush(): Promise<void> {
    this.#sending = true;
    // What is said in the same turn travels together.
    await new Promise(setImmediate);
    while (this.#outbox.length > 0 && this.#contextId !== undefined) {
      const batch = JSON.stringify(this.#outbox.splice(0));
      await this.#cdp
        .send('Runtime.evaluate', {
          expression: `globalThis[${JSON.stringify(`${BINDING}Receive`)}](${batch})`,
          contextId: this.#contextId,
          // Otherwise Chromium lets this evaluation pass where the page's CSP forbids eval.
          allowUnsafeEvalBlockedByCSP: false,
        })
        .then(
          ({ exceptionDetails }) => {
            const text = exceptionDetails?.exception?.description ?? exceptionDetails?.text;
            if (text !== undefined) this.#listener.preloadFailed(text);
          },
          // The document was left while this was under way: its listeners went with it.
          () => undefined,
        );
    }
    this.#sending = false;
  }
}

/** The end of a port that is in a page. */
class PagePort implements PortPeer {
  readonly #post: (data: unknown, ports: readonly PortDouble[]) => void;
  readonly #close: () => void;
  #peer: PortPeer | undefined;

  constructor(post: (data: unknown, ports: readonly PortDouble[]) => void, close: () => void) {
    this.#post = post;
    this.#close = close;
  }

  connect(peer: PortPeer): void {
    this.#peer = peer;
  }

  deliver(data: unknown, ports: readonly PortDouble[]): void {
    this.#post(data, ports);
  }

  disconnect(): void {
    this.#close();
  }

  /** The page said something on it. */
  heard(data: unknown, ports: readonly PortDouble[]): void {
    this.#peer?.deliver(data, ports);
  }

  /** The page's end is closed. */
  gone(): void {
    this.#peer?.disconnect();
  }
}

function decodeList(tree: unknown): unknown[] {
  return codec.decode(tree) as unknown[];
}
