import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { FRAME_HEADER, LOG_HEADER } from './salvage-log.ts';
import { type FilePages, openFilePages, PAGE_SIZE } from './salvage-pages.ts';

/**
 * What is wrong with a write-ahead log that SQLite would say nothing about. 'cut-off': a frame is damaged, and what
 * was saved after it follows. SQLite reads up to that frame and writes over the rest. 'orphaned': there are frames, but the database has
 * no page; SQLite would take it for a new one, and delete them.
 */
export type LogDamage = 'cut-off' | 'orphaned';

/** The journal must not be opened: SQLite would delete its log. */
export class OrphanedLog extends Error {
  constructor() {
    super('the database is empty, and its log is not');
  }
}

/** To be asked before SQLite opens the file. Costs nothing when there is no log, as after every proper close. */
export function findLogDamage(dataDir: string): LogDamage | undefined {
  const path = join(dataDir, 'journal.db');
  const logPath = `${path}-wal`;
  if ((statSync(logPath, { throwIfNoEntry: false })?.size ?? 0) <= LOG_HEADER) return undefined;
  if (!existsSync(path) || statSync(path).size === 0) return 'orphaned';
  const log = openFilePages(logPath);
  try {
    // Another process may have begun the log anew between two reads: then its header is another one.
    for (;;) {
      const header = log.read(0, LOG_HEADER);
      const cutOff = isCutOff(log, header);
      if (log.read(0, LOG_HEADER).equals(header)) return cutOff ? 'cut-off' : undefined;
    }
  } finally {
    log.close();
  }
}

/**
 * Whether a frame fails its checksum (https://sqlite.org/fileformat2.html#walformat) within a transaction that was on
 * the disk when a later one began. The last transaction may fail: it was being written when the power went, and nobody
 * was told that it was saved. Frames of the present round carry the header's salts, those of earlier rounds have others.
 */
function isCutOff(log: FilePages, header: Buffer): boolean {
  const littleEndian = header.readUInt32BE(0) === 0x377f0682;
  let sum = checksum(header.subarray(0, 24), [0, 0], littleEndian);
  const headerIsValid = isStored(sum, header, 24);
  let valid = headerIsValid;
  let ended = false;
  for (let at = LOG_HEADER; at + FRAME_HEADER + PAGE_SIZE <= log.size; at += FRAME_HEADER + PAGE_SIZE) {
    const frame = log.read(at, FRAME_HEADER + (valid ? PAGE_SIZE : 0));
    const ofThisRound = !headerIsValid || frame.compare(header, 16, 24, 8, 16) === 0;
    if (valid) {
      sum = checksum(frame.subarray(0, 8), sum, littleEndian);
      sum = checksum(frame.subarray(FRAME_HEADER), sum, littleEndian);
      valid = ofThisRound && isStored(sum, frame, 16);
    }
    if (valid || !ofThisRound) continue;
    if (ended) return true;
    ended = frame.readUInt32BE(4) !== 0;
  }
  return false;
}

type Sum = readonly [number, number];

function checksum(bytes: Buffer, from: Sum, littleEndian: boolean): Sum {
  let [first, second] = from;
  for (let at = 0; at < bytes.length; at += 8) {
    const one = littleEndian ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at);
    const two = littleEndian ? bytes.readUInt32LE(at + 4) : bytes.readUInt32BE(at + 4);
    first = (first + one + second) >>> 0;
    second = (second + two + first) >>> 0;
  }
  return [first, second];
}

function isStored([first, second]: Sum, bytes: Buffer, at: number): boolean {
  return bytes.readUInt32BE(at) === first && bytes.readUInt32BE(at + 4) === second;
}
