import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, open, rename, rm, stat } from 'node:fs/promises';
import { StringDecoder } from 'node:string_decoder';
import {
  type CastEvent,
  type CastHeader,
  formatEvent,
  formatHeader,
  parseEvent,
  parseHeader,
} from '#shared/domain/transcript/asciicast.ts';
import { parseNote } from '#shared/domain/transcript/markers.ts';
import { RedactionWindow } from './redaction-window.ts';

/** A key over many lines, and what was remembered as secret only later, are found in windows of this size. */
const sealLimits = { hold: 64 * 1024, most: 1024 * 1024 };

/** A recording that will not change any more. */
export interface ScannedFile {
  readonly header: CastHeader;
  /** As of the last move. */
  readonly incidentId?: string;
  readonly durationMs: number;
  /** Bytes. */
  readonly size: number;
  readonly sha256: string;
}

/**
 * Reads a finished recording as a whole, redacts it again, leaves out what cannot be read (a torn last line), and puts
 * the result in its place, on the disk when this resolves. Undefined when nothing was recorded in it. Throws what the
 * disk throws, when the first line is damaged, and when `signal` aborts; the file is as it was then.
 */
export async function scanFile(
  path: string,
  redact: (text: string) => string,
  signal: AbortSignal,
): Promise<ScannedFile | undefined> {
  const first = await readThrough(path, redact, signal);
  if (first === undefined) return undefined;
  const { facts, asItWas } = first;
  if (asItWas) {
    await syncFile(path);
    return { ...facts, size: (await stat(path)).size };
  }
  // Nearly always nothing has to be changed: only now it is worth writing.
  const draft = `${path}.sealing`;
  const file = await open(draft, 'w', 0o600);
  try {
    const again = await readThrough(path, redact, signal, file);
    await file.sync();
    if (again === undefined) return undefined;
    await rename(draft, path);
    return { ...again.facts, size: (await stat(path)).size };
  } finally {
    await file.close();
    await rm(draft, { force: true });
  }
}

interface ReadThrough {
  readonly facts: Omit<ScannedFile, 'size'>;
  readonly asItWas: boolean;
}

async function readThrough(
  path: string,
  redact: (text: string) => string,
  signal: AbortSignal,
  copy?: FileHandle,
): Promise<ReadThrough | undefined> {
  const window = new RedactionWindow(redact, sealLimits);
  const before = createHash('sha256');
  const after = createHash('sha256');
  let header: CastHeader | undefined;
  let incidentId: string | undefined;
  let durationMs = 0;
  let events = 0;
  const emit = async (lines: string): Promise<void> => {
    after.update(lines);
    if (lines !== '') await copy?.write(lines);
  };
  const take = (event: CastEvent): void => {
    durationMs = Math.max(durationMs, event.atMs);
    events += 1;
    if (event.kind === 'marker') {
      const note = parseNote(event.label);
      if (note?.phase === 'moved') incidentId = note.incidentId;
      window.push({ ...event, label: redact(event.label) });
    } else window.push(event);
  };

  for await (const line of linesOf(path, before, signal)) {
    if (header === undefined) {
      header = parseHeader(line);
      if (header === undefined) throw new Error('its first line is damaged');
      const { title } = header;
      await emit(formatHeader(title === undefined ? header : { ...header, title: redact(title) }));
      incidentId = typeof header.warRoom?.incidentId === 'string' ? header.warRoom.incidentId : undefined;
      continue;
    }
    const event = parseEvent(line);
    if (event !== undefined) take(event);
    if (window.length >= sealLimits.most) await emit(window.release().map(formatEvent).join(''));
  }
  await emit(window.release(true).map(formatEvent).join(''));
  if (header === undefined || events === 0) return undefined;
  const sha256 = after.digest('hex');
  return {
    facts: { header, ...(incidentId === undefined ? {} : { incidentId }), durationMs, sha256 },
    asItWas: sha256 === before.digest('hex'),
  };
}

/** The complete lines of a file; its bytes go into `hash`. */
async function* linesOf(
  path: string,
  hash: { update(bytes: Buffer): unknown },
  signal: AbortSignal,
): AsyncGenerator<string> {
  const decoder = new StringDecoder('utf8');
  let rest = '';
  for await (const chunk of createReadStream(path, { signal })) {
    hash.update(chunk as Buffer);
    const lines = (rest + decoder.write(chunk as Buffer)).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
}

/** The header's line alone; undefined when there is none. */
export async function readHeader(path: string): Promise<CastHeader | undefined> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(64 * 1024), 0, 64 * 1024, 0);
    const [line = ''] = buffer.toString('utf8', 0, bytesRead).split('\n', 1);
    return parseHeader(line);
  } finally {
    await file.close();
  }
}

async function syncFile(path: string): Promise<void> {
  const file = await open(path, 'r+');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}
