/**
 * asciicast v2 (https://docs.asciinema.org/manual/asciicast/v2/): a line of JSON that describes the recording, then one
 * line per event, `[seconds, code, data]`. We write output, resizes and markers, never input.
 */

export interface CastHeader {
  readonly width: number;
  readonly height: number;
  /** UTC ms; the format's own `timestamp` has whole seconds. */
  readonly startedAt?: number;
  readonly title?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** What a recording has to say about itself that the format has no word for. */
  readonly warRoom?: Readonly<Record<string, unknown>>;
}

/** `atMs`: since the recording began. */
export type CastEvent =
  | { readonly kind: 'output'; readonly atMs: number; readonly text: string }
  | { readonly kind: 'resize'; readonly atMs: number; readonly columns: number; readonly rows: number }
  | { readonly kind: 'marker'; readonly atMs: number; readonly label: string };

/** Longer lines are no recording of ours, and are not parsed: ours end near 100 KiB. */
const MAX_LINE_CHARACTERS = 64 * 1024 * 1024;

/** The header's line, newline included. */
export function formatHeader(header: CastHeader): string {
  const { width, height, startedAt, title, env, warRoom } = header;
  return `${JSON.stringify({
    version: 2,
    width,
    height,
    ...(startedAt === undefined ? {} : { timestamp: Math.floor(startedAt / 1000) }),
    ...(title === undefined ? {} : { title }),
    ...(env === undefined ? {} : { env }),
    ...(startedAt === undefined && warRoom === undefined ? {} : { war_room: { startedAt, ...warRoom } }),
  })}\n`;
}

/** An event's line, newline included. Milliseconds are what is kept of its time. */
export function formatEvent(event: CastEvent): string {
  const seconds = (Math.max(0, event.atMs) / 1000).toFixed(3);
  switch (event.kind) {
    case 'output':
      return `[${seconds},"o",${JSON.stringify(event.text)}]\n`;
    case 'resize':
      return `[${seconds},"r","${event.columns}x${event.rows}"]\n`;
    case 'marker':
      return `[${seconds},"m",${JSON.stringify(event.label)}]\n`;
  }
}

/** Undefined for a line that is no header of asciicast v2. */
export function parseHeader(line: string): CastHeader | undefined {
  const value = parseJson(line);
  if (!isRecord(value) || value.version !== 2) return undefined;
  const { width, height, timestamp, title, env, war_room: warRoom } = value;
  if (!isSize(width) || !isSize(height)) return undefined;
  const own = isRecord(warRoom) ? warRoom : undefined;
  const startedAt = typeof own?.startedAt === 'number' ? own.startedAt : undefined;
  const seconds = typeof timestamp === 'number' && Number.isFinite(timestamp) ? timestamp * 1000 : undefined;
  const started = startedAt ?? seconds;
  return {
    width,
    height,
    ...(started === undefined ? {} : { startedAt: started }),
    ...(typeof title === 'string' ? { title } : {}),
    ...(isRecord(env) ? { env: onlyStrings(env) } : {}),
    ...(own === undefined ? {} : { warRoom: own }),
  };
}

/** Undefined for a line that is no event, and for one of a kind that we have no use for (input, the kinds of others). */
export function parseEvent(line: string): CastEvent | undefined {
  const value = parseJson(line);
  if (!Array.isArray(value)) return undefined;
  const [seconds, code, data] = value as readonly unknown[];
  if (typeof seconds !== 'number' || !(seconds >= 0) || typeof data !== 'string') return undefined;
  const atMs = Math.round(seconds * 1000);
  if (code === 'o') return { kind: 'output', atMs, text: data };
  if (code === 'm') return { kind: 'marker', atMs, label: data };
  if (code !== 'r') return undefined;
  const [, columns, rows] = /^(\d{1,4})x(\d{1,4})$/.exec(data) ?? [];
  const size = { columns: Number(columns), rows: Number(rows) };
  return isSize(size.columns) && isSize(size.rows) ? { kind: 'resize', atMs, ...size } : undefined;
}

export interface Cast {
  readonly header: CastHeader;
  readonly events: readonly CastEvent[];
  /** Lines that could not be read: torn, damaged, or of a kind that we don't know. */
  readonly skipped: number;
}

/** Reads a whole file leniently; undefined when even its first line is no header. Times never go back. */
export function parseCast(text: string): Cast | undefined {
  const [first = '', ...lines] = text.replace(/^\uFEFF/, '').split('\n');
  const header = parseHeader(first);
  if (header === undefined) return undefined;
  const events: CastEvent[] = [];
  let skipped = 0;
  let latest = 0;
  for (const line of lines) {
    if (line.trim() === '') continue;
    const event = parseEvent(line);
    if (event === undefined) {
      skipped += 1;
      continue;
    }
    latest = Math.max(latest, event.atMs);
    events.push({ ...event, atMs: latest });
  }
  return { header, events, skipped };
}

function parseJson(line: string): unknown {
  if (line.length > MAX_LINE_CHARACTERS) return undefined;
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isSize(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 10_000;
}

function onlyStrings(record: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(record).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}
