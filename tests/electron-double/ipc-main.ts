import type * as Electron from 'electron';
import { GuardedEmitter } from './guard.ts';
import type { PortDouble } from './ports.ts';
import { find, records } from './records.ts';

type InvokeHandler = Parameters<Electron.IpcMain['handle']>[1];
type Sender = Pick<Electron.IpcMainEvent, 'processId' | 'frameId'> & {
  readonly sender: object;
  readonly senderFrame: object;
};

/** Electron's ipcMain. The whole program may listen on one channel (T8): a second one is a finding. */
export class IpcMainDouble
  extends GuardedEmitter
  implements Pick<Electron.IpcMain, 'handle' | 'handleOnce' | 'removeHandler'>
{
  readonly #handlers = new Map<string, InvokeHandler>();
  #pageLoaded = false;

  constructor() {
    super('ipcMain');
    super.on('newListener', () => queueMicrotask(() => this.#check()));
  }

  handle(channel: string, listener: InvokeHandler): void {
    if (this.#handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`);
    this.#handlers.set(channel, listener);
    this.#check();
  }

  handleOnce(channel: string, listener: InvokeHandler): void {
    this.handle(channel, (event, ...args) => {
      this.removeHandler(channel);
      return listener(event, ...args);
    });
  }

  removeHandler(channel: string): void {
    this.#handlers.delete(channel);
  }

  /** From the first page on, each surface counts; before it a library may have come and gone. */
  pageLoads(): void {
    this.#pageLoaded = true;
    this.#check();
  }

  receive(channel: string, sender: Sender, args: readonly unknown[], ports: readonly PortDouble[]): void {
    const event = { ...sender, type: 'frame', ports, returnValue: undefined, preventDefault: () => undefined };
    this.emit(channel, event, ...args);
  }

  async invoke(channel: string, sender: Sender, args: readonly unknown[]): Promise<unknown> {
    const handler = this.#handlers.get(channel);
    if (handler === undefined) throw new Error(`No handler registered for '${channel}'`);
    const event = { ...sender, type: 'frame', preventDefault: () => undefined };
    return handler(event as unknown as Electron.IpcMainInvokeEvent, ...args);
  }

  #check(): void {
    if (!this.#pageLoaded) return;
    const listened = this.eventNames().filter((name) => name !== 'newListener' && name !== 'removeListener');
    const surfaces = [
      ...listened.map((channel) => `ipcMain.on '${String(channel)}'`),
      ...[...this.#handlers.keys()].map((channel) => `ipcMain.handle '${channel}'`),
    ];
    records.ipcSurfaces.splice(0, Number.POSITIVE_INFINITY, ...surfaces);
    if (surfaces.length > 1) find('T8', `the page can reach main in ${surfaces.length} ways: ${surfaces.join(', ')}`);
  }
}

export const ipcMain = new IpcMainDouble();
