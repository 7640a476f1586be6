import { Terminal } from '@xterm/headless';
import { expect, it } from 'vitest';
import {
  decodeCount,
  decodeFrame,
  decodeSize,
  encodeFrame,
  encodeSize,
  terminalFrame,
} from '#shared/contract/index.ts';
import { SessionStream, type StreamChannel } from './session-stream.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);

/** A real xterm without a screen, and a channel whose other end the test holds. */
function attached(columns = 80, rows = 10) {
  const terminal = new Terminal({ cols: columns, rows, allowProposedApi: true });
  const sent: { readonly type: number; readonly body: Uint8Array }[] = [];
  const events: string[] = [];
  let receive: (frame: Uint8Array) => void = () => {};
  let drop: () => void = () => {};
  const channel: StreamChannel = {
    send: (frame) => {
      const decoded = decodeFrame(frame);
      if (decoded) sent.push(decoded);
    },
    onFrame: (listener) => {
      receive = listener;
    },
    onClose: (listener) => {
      drop = listener;
    },
    close: () => drop(),
  };
  const stream = new SessionStream(terminal, channel, {
    onMark: ({ phase, exitCode }) =>
      events.push(`${phase} ${exitCode ?? ''} at line ${terminal.buffer.active.cursorY}`),
    onExit: () => events.push('exit'),
    onLost: () => events.push('lost'),
    onReplayStarts: () => {},
    onReplayed: () => events.push('replayed'),
    onOutput: () => {},
  });
  terminal.onData((data) => stream.type(data));
  return {
    terminal,
    stream,
    sent,
    events,
    drop: () => drop(),
    output: (bytes: Uint8Array) => receive(encodeFrame(terminalFrame.output, bytes)),
    replay: (text: string, size = encodeSize(columns, rows)) =>
      receive(encodeFrame(terminalFrame.replay, new Uint8Array([...size, ...utf8(text)]))),
    mark: (notice: object) => receive(encodeFrame(terminalFrame.mark, utf8(JSON.stringify(notice)))),
    replayedMarks: (marks: object) => receive(encodeFrame(terminalFrame.replayedMarks, utf8(JSON.stringify(marks)))),
    exit: () => receive(encodeFrame(terminalFrame.exit, utf8('{"exitCode":0}'))),
    parsed: () => new Promise<void>((resolve) => terminal.write('', resolve)),
    line: (index: number) => terminal.buffer.active.getLine(index)?.translateToString(true),
    inputs: () =>
      sent.filter(({ type }) => type === terminalFrame.input).map(({ body }) => new TextDecoder().decode(body)),
  };
}

it('draws what the program wrote and acknowledges exactly that much, after parsing', async () => {
  const tab = attached();
  tab.output(utf8('caf'));
  // A character cut in two by a chunk boundary stays whole: bytes go to xterm, not text.
  tab.output(utf8('é').subarray(0, 1));
  tab.output(utf8('é').subarray(1));
  expect(tab.sent).toEqual([]);
  await tab.parsed();
  expect(tab.line(0)).toBe('café');
  const acknowledged = tab.sent.map(({ type, body }) => [type, decodeCount(body)]);
  expect(acknowledged).toEqual([[terminalFrame.acknowledge, 5]]);
});

it('[T34] draws scrollback without answering the queries in it, and answers the next one', async () => {
  const tab = attached();
  tab.replay('old\x1b[c\x1b[6n\x1b[5n');
  await tab.parsed();
  await tab.parsed();
  expect(tab.line(0)).toBe('old');
  expect(tab.inputs()).toEqual([]);
  expect(tab.events).toEqual(['replayed']);
  tab.output(utf8('\x1b[5n'));
  await tab.parsed();
  expect(tab.inputs()).toEqual(['\x1b[0n']);
});

it('replays in the size the scrollback had, without resizing the session', async () => {
  const tab = attached();
  tab.replay('wide', encodeSize(132, 40));
  await tab.parsed();
  await tab.parsed();
  expect([tab.terminal.cols, tab.terminal.rows]).toEqual([132, 40]);
  expect(tab.sent.filter(({ type }) => type === terminalFrame.resize)).toEqual([]);
});

it('draws what comes right behind a replay after it, and nothing twice', async () => {
  const tab = attached();
  tab.output(utf8('before the connection was lost'));
  tab.replay('one\r\n');
  tab.output(utf8('two'));
  await tab.parsed();
  await tab.parsed();
  expect([tab.line(0), tab.line(1), tab.line(2)]).toEqual(['one', 'two', '']);
});

it('does not count a replay as output to acknowledge', async () => {
  const tab = attached();
  tab.replay('x'.repeat(20_000));
  await tab.parsed();
  await tab.parsed();
  expect(tab.sent).toEqual([]);
});

it('sends keys and sizes as frames', () => {
  const tab = attached();
  tab.stream.type('ls\r');
  tab.stream.resize(100, 30);
  expect(tab.inputs()).toEqual(['ls\r']);
  expect(decodeSize(tab.sent[1]?.body ?? new Uint8Array())).toEqual({ columns: 100, rows: 30 });
});

it('hands on what is said about a command when the output before it is on the screen', async () => {
  const tab = attached();
  tab.output(utf8('$ ls\r\n'));
  tab.mark({ commandId: 'c', phase: 'started' });
  tab.output(utf8('one\r\ntwo\r\n'));
  tab.mark({ commandId: 'c', phase: 'finished', exitCode: 2, durationMs: 3 });
  await tab.parsed();
  expect(tab.events).toEqual(['started  at line 1', 'finished 2 at line 3']);
});

it('says that the program exited once its last words are on the screen, and does not call that a lost connection', async () => {
  const tab = attached();
  tab.output(utf8('bye'));
  tab.exit();
  expect(tab.events).toEqual([]);
  await tab.parsed();
  expect([tab.line(0), tab.events]).toEqual(['bye', ['exit']]);
  tab.drop();
  expect(tab.events).toEqual(['exit']);
});

it('says when the channel is lost, unless the tab closed it', () => {
  const lost = attached();
  lost.drop();
  expect(lost.events).toEqual(['lost']);
  const closed = attached();
  closed.stream.close();
  expect(closed.events).toEqual([]);
});

it('[S80] hands on the marks of a replay where they stood in it, before what comes now', async () => {
  const tab = attached();
  const started = { commandId: 'c', phase: 'started' };
  tab.replayedMarks([
    { ...started, at: 6 },
    { ...started, phase: 'finished', exitCode: 1, at: 16 },
  ]);
  tab.replay('$ ls\r\none\r\ntwo\r\n$ ');
  tab.output(utf8('pwd\r\n'));
  tab.mark({ ...started, commandId: 'd' });
  await tab.parsed();
  await tab.parsed();
  expect(tab.events).toEqual(['started  at line 1', 'finished 1 at line 3', 'replayed', 'started  at line 4']);
});
