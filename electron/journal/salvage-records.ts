import { PAGE_SIZE, type PageSource } from './salvage-pages.ts';

export type Value = null | number | string | Buffer;
/** The columns of a record, in the order of its shape; short where the row is older than its last columns. */
export type Reading = readonly (Value | undefined)[];
type ColumnKind = 'rowid' | 'integer' | 'text' | 'blob';

/** What the records of one b-tree look like, whatever they hold. */
export interface Shape {
  /** A text's length in bytes, where all have the same. */
  readonly columns: readonly { readonly kind: ColumnKind; readonly length?: number }[];
  /** Rows from before a column was added lack it. */
  readonly required: number;
  /** How much of a record stays on its page (https://sqlite.org/fileformat2.html#b_tree_pages). */
  readonly tree: 'table' | 'index';
}

export interface FoundRecord<Name extends string> {
  readonly shape: Name;
  /** The rowid, where the bytes before the record tell it. */
  readonly rowid: number | undefined;
  readonly committed: boolean;
  /**
   * What the columns hold: at least one reading, and more where there are several images of the pages that the record
   * goes on in. A column that can't be read is undefined. To be read before the next record is asked for.
   */
  readonly readings: Iterable<Reading>;
}

/** The longest header that a shape of ours has. */
const MAX_HEADER = 64;
/** Of the images that a record's further pages have, so many at either end are tried. */
const VIEWS = 2;

/**
 * Looks for records at every byte of every page, without asking the page's header or the tree above it: a record shows
 * itself by its own header (https://sqlite.org/fileformat2.html#record_format). Whether it is whole is for the caller
 * to prove by its hash.
 */
export function* findRecords<Name extends string>(
  pages: PageSource,
  shapes: Readonly<Record<Name, Shape>>,
): Generator<FoundRecord<Name>, void, void> {
  const byFirstByte = groupByFirstByte(Object.entries(shapes) as [Name, Shape][]);
  // What claims to be larger than all there is, is no record.
  const most = pages.count * PAGE_SIZE;
  for (const { bytes, committed } of pages.images()) {
    for (let at = 1; at < bytes.length - 4; at += 1) {
      const size = bytes[at] ?? 0;
      if (size < 3 || size > MAX_HEADER) continue;
      const candidates = byFirstByte[bytes[at + 1] ?? 0];
      if (candidates === undefined) continue;
      for (const [name, shape] of candidates) {
        const header = readHeader(bytes, at, shape);
        if (header === undefined || header.total > most) continue;
        const readings = readRecord(pages, bytes, at, header);
        yield { shape: name, rowid: rowidBefore(bytes, at, header.total), committed, readings };
        break;
      }
    }
  }
}

/** By the first byte of the first column's type: nearly every byte of a page is ruled out by it. */
function groupByFirstByte<Name extends string>(
  shapes: readonly [Name, Shape][],
): readonly ([Name, Shape][] | undefined)[] {
  const groups: [Name, Shape][][] = [];
  for (const entry of shapes) {
    const [column] = entry[1].columns;
    if (column?.kind !== 'rowid' && column?.length === undefined)
      throw new TypeError(`${entry[0]} begins with any type`);
    const type = column.length === undefined ? 0 : 2 * column.length + 13;
    // The types of such columns have two bytes at most.
    const first = type < 0x80 ? type : 0x80 | (type >> 7);
    groups[first] = [...(groups[first] ?? []), entry];
  }
  return groups;
}

interface Header {
  readonly types: readonly number[];
  readonly size: number;
  /** Of the whole record, in bytes. */
  readonly total: number;
  readonly shape: Shape;
}

function readHeader(bytes: Buffer, at: number, shape: Shape): Header | undefined {
  const size = bytes[at] ?? 0;
  const end = at + size;
  if (end > bytes.length) return undefined;
  const types: number[] = [];
  let total = size;
  let place = at + 1;
  for (const column of shape.columns) {
    if (place >= end) break;
    const [type, next] = readVarint(bytes, place);
    if (!fits(type, column)) return undefined;
    types.push(type);
    total += sizeOf(type);
    place = next;
  }
  return place === end && types.length >= shape.required ? { types, size, total, shape } : undefined;
}

function fits(type: number, { kind, length }: Shape['columns'][number]): boolean {
  switch (kind) {
    case 'rowid':
      return type === 0;
    case 'integer':
      return (type >= 1 && type <= 6) || type === 8 || type === 9;
    case 'text':
      return type >= 13 && type % 2 === 1 && (length === undefined || sizeOf(type) === length);
    case 'blob':
      return type >= 12 && type % 2 === 0;
  }
}

function sizeOf(type: number): number {
  if (type >= 12) return Math.floor((type - 12) / 2);
  return [0, 1, 2, 3, 4, 6, 8, 8, 0, 0][type] ?? 0;
}

function* readRecord(pages: PageSource, bytes: Buffer, at: number, header: Header): Generator<Reading, void, void> {
  const local = localSize(header.total, bytes.length, header.shape.tree);
  const head = bytes.subarray(at, at + local);
  if (local === header.total) return yield readColumns(head, header);
  const first = at + local + 4 <= bytes.length ? bytes.readUInt32BE(at + local) : 0;
  for (let view = 0, views = 1; view < views; view += 1) {
    const rest = readOverflow(pages, first, header.total - local, view);
    yield readColumns(Buffer.concat([head, ...rest.parts]), header);
    views = Math.min(rest.images, 2 * VIEWS);
  }
}

/** A chain of further pages, as far as it goes. `view` chooses among the images of each: the newest two, the oldest two. */
function readOverflow(pages: PageSource, first: number, wanted: number, view: number) {
  const parts: Buffer[] = [];
  let most = 0;
  let have = 0;
  for (let next = first; have < wanted; ) {
    const images = pages.page(next);
    most = Math.max(most, images.length);
    const index = view < VIEWS ? view : images.length - 1 - (view - VIEWS);
    const bytes = images[Math.min(Math.max(index, 0), images.length - 1)];
    if (bytes === undefined) break;
    const part = bytes.subarray(4, Math.min(bytes.length, 4 + wanted - have));
    parts.push(part);
    have += part.length;
    next = bytes.readUInt32BE(0);
  }
  return { parts, images: most };
}

function localSize(total: number, pageSize: number, tree: Shape['tree']): number {
  const most = tree === 'table' ? pageSize - 35 : Math.floor(((pageSize - 12) * 64) / 255) - 23;
  if (total <= most) return total;
  const least = Math.floor(((pageSize - 12) * 32) / 255) - 23;
  const wanted = least + ((total - least) % (pageSize - 4));
  return wanted <= most ? wanted : least;
}

function readColumns(record: Buffer, { types, size }: Header): (Value | undefined)[] {
  let at = size;
  return types.map((type) => {
    const bytes = record.subarray(at, at + sizeOf(type));
    at += sizeOf(type);
    return bytes.length === sizeOf(type) ? readValue(type, bytes) : undefined;
  });
}

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function readValue(type: number, bytes: Buffer): Value | undefined {
  if (type === 0) return null;
  if (type === 8 || type === 9) return type - 8;
  if (type === 6) {
    const value = Number(bytes.readBigInt64BE(0));
    return Number.isSafeInteger(value) ? value : undefined;
  }
  if (type <= 5) return bytes.readIntBE(0, bytes.length);
  if (type % 2 === 0) return bytes;
  try {
    return decoder.decode(bytes);
  } catch {
    return undefined;
  }
}

/** A cell of a table is: the record's size, the rowid, the record. Found backwards, it is trusted only when the size fits. */
function rowidBefore(bytes: Buffer, at: number, total: number): number | undefined {
  for (let length = 1; length <= 8; length += 1) {
    const rowidAt = at - length;
    if (rowidAt < 1) return undefined;
    const [rowid, end] = readVarint(bytes, rowidAt);
    if (end !== at) continue;
    for (let sizeLength = 1; sizeLength <= 5 && rowidAt - sizeLength >= 0; sizeLength += 1) {
      const [size, sizeEnd] = readVarint(bytes, rowidAt - sizeLength);
      if (sizeEnd === rowidAt && size === total) return rowid;
    }
  }
  return undefined;
}

/** A big-endian variable-length integer and the place behind it; beyond 2^53 its value is not exact. */
function readVarint(bytes: Buffer, at: number): readonly [number, number] {
  let value = 0;
  for (let place = at; place < at + 8; place += 1) {
    const byte = bytes[place] ?? 0;
    value = value * 128 + (byte & 0x7f);
    if (byte < 0x80) return [value, place + 1];
  }
  return [value * 256 + (bytes[at + 8] ?? 0), at + 9];
}
