import { EventEmitter } from 'node:events';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { RpcHandler } from '../../rpc/router.ts';
import { servePorts } from './ports.ts';

/** Stands at the edge: what the main process hears from its pages. */
const { ipcMain } = await vi.hoisted(async () => {
  const events = await import('node:events');
  return { ipcMain: new events.EventEmitter() };
});
vi.mock('electron', () => ({ ipcMain }));

const contents = {};
const mainFrame = { parent: null, origin: 'app://war-room' };
const sessionId = '019a3c1e-7a52-7000-8000-000000000001';
let attached: string[];

beforeEach(() => {
  ipcMain.removeAllListeners();
  attached = [];
  servePorts({ webContents: contents } as never, {
    handler: {} as RpcHandler,
    attachTerminal: (id) => attached.push(id),
  });
});

/** One hand-over, and what became of the port. */
function handOver(purpose: unknown, from: { sender?: object; senderFrame?: object | null } = {}) {
  const port = Object.assign(new EventEmitter(), { start: vi.fn(), close: vi.fn(), postMessage: vi.fn() });
  ipcMain.emit('war-room:port', { ports: [port], sender: contents, senderFrame: mainFrame, ...from }, purpose);
  return { closed: port.close.mock.calls.length > 0, started: port.start.mock.calls.length > 0 };
}

describe('the port hand-over', () => {
  it('[T7] takes the ports of the main frame of our window that shows our page', () => {
    expect(handOver('rpc')).toEqual({ closed: false, started: true });
    expect(handOver(`terminal:${sessionId}`)).toMatchObject({ closed: false });
    expect(attached).toEqual([sessionId]);
  });

  it.each([
    ['another window', { sender: {} }],
    ['a frame inside the page', { senderFrame: { parent: mainFrame, origin: 'app://war-room' } }],
    ['a frame that is gone', { senderFrame: null }],
    ['another page in our window', { senderFrame: { parent: null, origin: 'https://war-room' } }],
    ['a page whose name begins like ours', { senderFrame: { parent: null, origin: 'app://war-room.example' } }],
    ['a page without an origin', { senderFrame: { parent: null, origin: 'null' } }],
  ])('[T7] closes the port of %s', (_who, from) => {
    for (const purpose of ['rpc', `terminal:${sessionId}`]) {
      expect(handOver(purpose, from)).toEqual({ closed: true, started: false });
    }
    expect(attached).toEqual([]);
  });

  it.each(['', 'RPC', 'terminal:', 'terminal:../rpc', `terminal:${sessionId}x`, 7, null, {}])(
    'closes the port of the unknown purpose %j',
    (purpose) => {
      expect(handOver(purpose)).toEqual({ closed: true, started: false });
      expect(attached).toEqual([]);
    },
  );
});
