import type { TranscriptProblemCode } from '#shared/contract/index.ts';
import { fail, type Outcome, succeed } from '#shared/domain/outcome.ts';
import type { Journal } from '../journal/index.ts';
import { type CastPart, openPart } from './cast-part.ts';
import type { Catalogue } from './catalogue.ts';
import { listLiveFiles, readLiveFile } from './live-files.ts';

/** How long a part that was read stays in memory: its next page is asked for at once, or never. */
const KEPT_MS = 20_000;

/** A part as it can be read: a blob of the record, or a file that still grows. */
export interface PartSource {
  /** The same name is the same bytes, except for what a growing file has gained. */
  readonly name: string;
  readonly read: () => Promise<Outcome<Uint8Array, 'absent' | 'damaged'>>;
  readonly growing: boolean;
}

export interface PartReaderDependencies {
  readonly catalogue: Pick<Catalogue, 'parts'>;
  readonly journal: Pick<Journal, 'getBlob'>;
  readonly dataDir: string;
}

export type OpenPart = (source: PartSource) => Promise<Outcome<CastPart, TranscriptProblemCode>>;

/** Reads the files of a recording, in the order of their time. */
export function createPartReader({ catalogue, journal, dataDir }: PartReaderDependencies) {
  let kept: { readonly name: string; readonly part: CastPart } | undefined;
  let timer: NodeJS.Timeout | undefined;
  const forget = (): void => {
    clearTimeout(timer);
    kept = undefined;
  };

  const open: OpenPart = async (source) => {
    if (kept?.name === source.name) return succeed(kept.part);
    const bytes = await source.read();
    if (!bytes.ok) return bytes.error.code === 'absent' ? absent() : damaged();
    const part = openPart(bytes.value);
    if (part === undefined) return damaged();
    if (source.growing) return succeed(part);
    forget();
    kept = { name: source.name, part };
    timer = setTimeout(forget, KEPT_MS);
    timer.unref();
    return succeed(part);
  };

  const parts = async (sessionId: string): Promise<Outcome<readonly PartSource[], TranscriptProblemCode>> => {
    const files = (await listLiveFiles(dataDir)).filter((file) => file.sessionId === sessionId);
    const sealed = await catalogue.parts(sessionId);
    const present = sealed.filter(({ purged }) => !purged);
    if (sealed.length > 0 && present.length + files.length === 0) return purgedAll();
    if (present.length + files.length === 0) return unknown();
    const sources = [
      ...present.map(({ blob, fromMs }) => ({
        fromMs,
        source: { name: blob, growing: false, read: async () => journal.getBlob(blob) },
      })),
      ...files.map((file) => ({
        fromMs: file.fromMs as number | undefined,
        source: {
          name: file.path,
          growing: true,
          read: async (): Promise<Outcome<Uint8Array, 'absent'>> => {
            const bytes = await readLiveFile(dataDir, file);
            return bytes === undefined ? absent() : succeed(bytes);
          },
        },
      })),
    ];
    // Most recordings have one part; only the header of a part of many says where it belongs.
    const placed: { readonly fromMs: number; readonly source: PartSource }[] = [];
    for (const { fromMs, source } of sources) {
      const known = fromMs ?? (sources.length === 1 ? 0 : await startOf(source));
      // What is being sealed at this moment is there twice.
      if (placed.every((other) => other.fromMs !== known)) placed.push({ fromMs: known, source });
    }
    return succeed(placed.toSorted((a, b) => a.fromMs - b.fromMs).map(({ source }) => source));
  };

  const startOf = async (source: PartSource): Promise<number> => {
    const opened = await open(source);
    return opened.ok ? opened.value.fromMs : Number.POSITIVE_INFINITY;
  };

  return {
    open,
    parts,
    /** All parts of a recording, in memory. */
    async openAll(sessionId: string): Promise<Outcome<readonly CastPart[], TranscriptProblemCode>> {
      const found = await parts(sessionId);
      if (!found.ok) return found;
      const opened: CastPart[] = [];
      for (const source of found.value) {
        const part = await open(source);
        if (!part.ok) return part;
        opened.push(part.value);
      }
      return succeed(opened);
    },
    forget,
  };
}

const unknown = () =>
  fail('unknown-session', 'There is no recording of this terminal.', 'Choose another one from the list.');
const purgedAll = () =>
  fail('purged', 'This recording was purged: nothing of it is left.', 'The timeline says by whom, and why.');
const absent = () =>
  fail('absent', 'The bytes of this recording are not here.', 'Verify the record: a backup may still have them.');
const damaged = () =>
  fail('damaged', 'This recording is damaged and can not be played.', 'Verify the record: a backup may be whole.');
