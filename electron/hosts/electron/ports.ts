import { type BrowserWindow, type IpcMainEvent, ipcMain, type MessagePortMain } from 'electron';
import { servePort } from '../../rpc/message-port.ts';
import type { RpcHandler } from '../../rpc/router.ts';
import { portChannel } from '../../rpc/terminal-channels.ts';
import type { TerminalChannel } from '../../terminals/index.ts';
import { isOwnPage } from './own-page.ts';

/** The only channel between page and main process; what it carries is one port and what the port is for. */
const CHANNEL = 'war-room:port';

export interface PortServices {
  readonly handler: RpcHandler;
  attachTerminal(sessionId: string, channel: TerminalChannel): void;
}

/** Serves the ports that the window's own page hands over (docs/SPEC.md, T7). */
export function servePorts(window: BrowserWindow, services: PortServices): void {
  ipcMain.on(CHANNEL, (event, purpose: unknown) => {
    const [port] = event.ports;
    if (!port) return;
    if (!isFromOwnPage(event, window) || typeof purpose !== 'string') return port.close();
    connectPort(port, purpose, services);
  });
}

function connectPort(port: MessagePortMain, purpose: string, services: PortServices): void {
  const sessionId = /^terminal:([0-9a-f-]{36})$/.exec(purpose)?.[1];
  if (purpose === 'rpc') servePort(services.handler, port);
  else if (sessionId !== undefined) services.attachTerminal(sessionId, portChannel(port));
  else port.close();
}

/** The main frame of our window, and our page in it. */
function isFromOwnPage({ sender, senderFrame }: IpcMainEvent, window: BrowserWindow): boolean {
  return (
    sender === window.webContents &&
    senderFrame !== null &&
    senderFrame.parent === null &&
    isOwnPage(senderFrame.origin)
  );
}
