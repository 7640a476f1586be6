// The barest web terminal: `node server.ts` prints its address, and gives each socket a bash of its own. One
// flow-controlled WebSocket, with the marks of shared/contract/terminal-channel.ts; no recording, no integration.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { spawn } from 'node-pty';
import { type WebSocket, WebSocketServer } from 'ws';

const INPUT = 0;
const ACKNOWLEDGE = 1;
const OUTPUT = 16;
const HIGH = 100_000;
const LOW = 5_000;

const xterm = resolve(import.meta.dirname, '../../../node_modules/@xterm/xterm');
const files: Readonly<Record<string, readonly [string, string]>> = {
  '/': [join(import.meta.dirname, 'page.html'), 'text/html'],
  '/xterm.mjs': [join(xterm, 'lib/xterm.mjs'), 'text/javascript'],
  '/xterm.css': [join(xterm, 'css/xterm.css'), 'text/css'],
};

const server = createServer((request, response) => {
  const [path, type] = files[new URL(request.url ?? '/', 'http://localhost').pathname] ?? [];
  if (path === undefined) response.writeHead(404).end();
  else response.writeHead(200, { 'content-type': type }).end(readFileSync(path));
});

function connect(socket: WebSocket, query: URLSearchParams): void {
  const terminal = spawn('/bin/bash', [], {
    name: 'xterm-256color',
    cols: Number(query.get('columns')),
    rows: Number(query.get('rows')),
    encoding: null,
  });
  let unacknowledged = 0;
  let paused = false;
  terminal.onData((data) => {
    // With `encoding: null` these are Buffers, whatever the type says.
    const bytes = data as unknown as Buffer;
    const frame = Buffer.allocUnsafe(bytes.length + 1);
    frame[0] = OUTPUT;
    bytes.copy(frame, 1);
    socket.send(frame);
    unacknowledged += bytes.length;
    if (paused || unacknowledged < HIGH) return;
    paused = true;
    terminal.pause();
  });
  socket.on('message', (frame: Buffer) => {
    if (frame[0] === INPUT) terminal.write(frame.subarray(1));
    if (frame[0] !== ACKNOWLEDGE) return;
    unacknowledged -= frame.readUInt32BE(1);
    if (!paused || unacknowledged >= LOW) return;
    paused = false;
    terminal.resume();
  });
  socket.on('close', () => terminal.kill('SIGKILL'));
}

const sockets = new WebSocketServer({ server, perMessageDeflate: false });
sockets.on('connection', (socket, request) => connect(socket, new URL(request.url ?? '', 'http://x').searchParams));
server.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
