import type { FilePages } from './salvage-pages.ts';

/** One page image in a write-ahead log. */
export interface LogFrame {
  /** Where its page begins in the file. */
  readonly offset: number;
  /** The page that it replaces; undefined when the frame's own header is damaged. */
  readonly pageNumber: number | undefined;
  /** Whether a commit, of this frame or a later one of its transaction, is in the log. */
  readonly committed: boolean;
}

/** Bytes before the first frame, and before each frame's page. */
export const LOG_HEADER = 32;
export const FRAME_HEADER = 24;
const NO_SALT = 'none';

interface RawFrame {
  readonly offset: number;
  readonly pageNumber: number;
  readonly commits: boolean;
  readonly salt: string;
}

/**
 * Every frame of a write-ahead log (https://sqlite.org/fileformat2.html#walformat) that may hold something worth
 * reading. SQLite itself stops at the first frame whose checksum fails; here the frames behind it count too, also those
 * of an earlier round, which lie behind the present one until they are written over. The salts say which round a frame
 * belongs to. Frames behind the last commit of their round were never committed and are left out, unless one of them is
 * damaged: that may have been the commit.
 */
export function logFrames(log: FilePages, pageSize: number): LogFrame[] {
  const frames = rawFrames(log, pageSize);
  const rounds = new Map<string, number>([[saltAt(log.read(0, LOG_HEADER), 16), 1]]);
  for (const { salt } of frames) rounds.set(salt, (rounds.get(salt) ?? 0) + 1);
  const damaged = (frame: RawFrame) => (rounds.get(frame.salt) ?? 0) < 2;

  const kept: LogFrame[] = [];
  for (let start = 0; start < frames.length; ) {
    const salt = frames.slice(start).find((frame) => !damaged(frame))?.salt ?? NO_SALT;
    let end = start;
    while (end < frames.length && (frames[end]?.salt === salt || damaged(frames[end] as RawFrame))) end += 1;
    const round = frames.slice(start, end);
    const lastCommit = round.findLastIndex((frame) => frame.commits && !damaged(frame));
    const lastDamaged = round.findLastIndex(damaged);
    for (const [index, frame] of round.slice(0, Math.max(lastCommit, lastDamaged) + 1).entries()) {
      const pageNumber = damaged(frame) ? undefined : frame.pageNumber;
      kept.push({ offset: frame.offset, pageNumber, committed: index <= lastCommit });
    }
    start = end;
  }
  return kept;
}

function rawFrames(log: FilePages, pageSize: number): RawFrame[] {
  const frames: RawFrame[] = [];
  for (let at = LOG_HEADER; at + FRAME_HEADER < log.size; at += FRAME_HEADER + pageSize) {
    const header = log.read(at, FRAME_HEADER);
    const pageNumber = header.readUInt32BE(0);
    const commits = header.readUInt32BE(4) !== 0;
    frames.push({ offset: at + FRAME_HEADER, pageNumber, commits, salt: saltAt(header, 8) });
  }
  return frames;
}

function saltAt(bytes: Buffer, at: number): string {
  return bytes.toString('hex', at, at + 8);
}
