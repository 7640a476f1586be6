import { closeSync, existsSync, fstatSync, openSync, readSync } from 'node:fs';
import { type LogFrame, logFrames } from './salvage-log.ts';

/** SQLite's default, with which every journal is made: a damaged header is not asked. */
export const PAGE_SIZE = 4096;

/** A file's bytes; what lies behind its end reads as zeros, so that the half of a page that is left can be read. */
export interface FilePages {
  readonly size: number;
  read(at: number, length: number): Buffer;
  close(): void;
}

export function openFilePages(path: string): FilePages {
  const file = openSync(path, 'r');
  const { size } = fstatSync(file);
  return {
    size,
    read(at, length) {
      const bytes = Buffer.alloc(length);
      for (let have = 0; have < length; ) {
        const got = readSync(file, bytes, have, length - have, at + have);
        if (got === 0) break;
        have += got;
      }
      return bytes;
    },
    close: () => closeSync(file),
  };
}

/** One image of a page, wherever it lies. */
export interface PageImage {
  readonly bytes: Buffer;
  /** False: it lies in the log behind the last commit, where damage may have hidden a later one. */
  readonly committed: boolean;
}

/** Every page image of a database file and its write-ahead log. */
export interface PageSource {
  images(): Generator<PageImage, void, void>;
  /** The images of one page: the newest first, the file's own last. */
  page(pageNumber: number): readonly Buffer[];
  /** Pages of the file, and frames of the log. */
  readonly count: number;
  close(): void;
}

/** `journal.db` and, where it is there, its log. Throws when the file can't be opened. */
export function openPages(databasePath: string, logPath: string): PageSource {
  const file = openFilePages(databasePath);
  const log = existsSync(logPath) ? openFilePages(logPath) : undefined;
  const frames = log ? logFrames(log, PAGE_SIZE) : [];
  const framesOf = new Map<number, LogFrame[]>();
  for (const frame of frames) {
    if (frame.pageNumber === undefined) continue;
    const others = framesOf.get(frame.pageNumber);
    if (others) others.push(frame);
    else framesOf.set(frame.pageNumber, [frame]);
  }
  const pageCount = Math.ceil(file.size / PAGE_SIZE);
  const frameBytes = (frame: LogFrame): Buffer => log?.read(frame.offset, PAGE_SIZE) ?? Buffer.alloc(PAGE_SIZE);
  const fileBytes = (pageNumber: number): Buffer => file.read((pageNumber - 1) * PAGE_SIZE, PAGE_SIZE);

  return {
    count: pageCount + frames.length,
    *images() {
      for (let pageNumber = 1; pageNumber <= pageCount; pageNumber += 1)
        yield { bytes: fileBytes(pageNumber), committed: true };
      for (const frame of frames) yield { bytes: frameBytes(frame), committed: frame.committed };
    },
    page(pageNumber) {
      const logged = (framesOf.get(pageNumber) ?? []).map(frameBytes).reverse();
      return pageNumber >= 1 && pageNumber <= pageCount ? [...logged, fileBytes(pageNumber)] : logged;
    },
    close() {
      file.close();
      log?.close();
    },
  };
}
