/**
 * The binary channel of one attached session: one MessagePort, or one WebSocket with binary frames. The first byte of
 * a frame is its type; integers are big-endian. Terminal bytes never travel through RPC.
 */
export const terminalFrame = {
  /** page -> host: keystrokes, UTF-8. */
  input: 0,
  /** page -> host: uint32, characters that xterm has parsed since the last one. */
  acknowledge: 1,
  /** page -> host: uint16 columns, uint16 rows. */
  resize: 2,
  /** host -> page: bytes as the program wrote them. */
  output: 16,
  /** host -> page: uint16 columns, uint16 rows, then scrollback; the page answers no query of the program while it draws it. */
  replay: 17,
  /** host -> page: JSON `{exitCode?, signal?}`; no frame follows. */
  exit: 18,
  /** host -> page: a `CommandMark` as JSON, at the place in the byte stream where the shell's own mark stood. */
  mark: 19,
  /** host -> page: JSON, the `ReplayedMark`s of the replay that follows. Left out where there are none. */
  replayedMarks: 20,
} as const;

/** What the services say about a command where it began and where it ended in the stream. */
export interface CommandMark {
  readonly commandId: string;
  readonly phase: 'started' | 'finished';
  /** With 'started'; redacted. */
  readonly commandLine?: string;
  /** With 'finished', as far as the shell said it. */
  readonly exitCode?: number;
  readonly durationMs?: number;
}

/** A mark of a replay: it stood in front of the byte `at` of the scrollback. They come in the order of their places. */
export interface ReplayedMark extends CommandMark {
  readonly at: number;
}

/** Stop reading from the PTY at this many bytes not yet acknowledged; go on below the low mark. */
export const FLOW_HIGH = 100_000;
export const FLOW_LOW = 5_000;

/** Puts the type byte in front of the body. */
export function encodeFrame(type: number, body: Uint8Array): Uint8Array<ArrayBuffer> {
  const frame = new Uint8Array(body.length + 1);
  frame[0] = type;
  frame.set(body, 1);
  return frame;
}

/** Splits a frame; undefined for an empty one. */
export function decodeFrame(frame: Uint8Array): { readonly type: number; readonly body: Uint8Array } | undefined {
  const type = frame[0];
  return type === undefined ? undefined : { type, body: frame.subarray(1) };
}

/** Body of an `acknowledge` frame. */
export function encodeCount(count: number): Uint8Array<ArrayBuffer> {
  const body = new Uint8Array(4);
  new DataView(body.buffer).setUint32(0, count);
  return body;
}

/** The count of an `acknowledge` body; undefined when it is too short. */
export function decodeCount(body: Uint8Array): number | undefined {
  return body.length < 4 ? undefined : new DataView(body.buffer, body.byteOffset).getUint32(0);
}

/** Body of a `resize` frame, and the head of a `replay` body. */
export function encodeSize(columns: number, rows: number): Uint8Array<ArrayBuffer> {
  const body = new Uint8Array(4);
  const view = new DataView(body.buffer);
  view.setUint16(0, columns);
  view.setUint16(2, rows);
  return body;
}

/** Columns and rows of a `resize` or `replay` body; undefined when it is too short. */
export function decodeSize(body: Uint8Array): { readonly columns: number; readonly rows: number } | undefined {
  if (body.length < 4) return undefined;
  const view = new DataView(body.buffer, body.byteOffset);
  return { columns: view.getUint16(0), rows: view.getUint16(2) };
}
