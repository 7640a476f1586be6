import type { Checklist, Panel, PanelFrame } from '#shared/contract/index.ts';
import { isWithin } from '#shared/domain/checklists.ts';
import { formatQuantity } from '#shared/domain/metrics/format.ts';
import { presentValue } from '#shared/domain/metrics/present.ts';

export type ChecklistItem = Checklist['items'][number];

/** What a panel says about an item at this moment. */
export type Present =
  /** Nothing that could be called the present value, and why. It proves nothing. */
  | { readonly kind: 'unknown'; readonly words: string }
  | {
      readonly kind: 'known';
      readonly words: string;
      readonly verdict?: Verdict;
      /** The figure is made up. */
      readonly simulated?: true;
    };
export type Verdict = 'within the limit' | 'above the limit' | 'below the limit';

interface Context {
  /** Whether any metrics are connected. */
  readonly connected: boolean;
  /** Absent: the team has no such panel, or they are not loaded yet. */
  readonly panel: Pick<Panel, 'title' | 'unit'> | undefined;
  readonly frame: PanelFrame | undefined;
  /** UTC ms. */
  readonly now: number;
}

/** An answer older than this many refresh intervals does not speak of the present. */
const LIVE_INTERVALS = 3;
/** More series than this are summed up by the worst of them. */
const SHOWN_SERIES = 3;

/** The present value beside an item that a panel can answer; undefined for an item that none can. */
export function presentOf(item: ChecklistItem, { connected, panel, frame, now }: Context): Present | undefined {
  if (item.panelId === undefined) return undefined;
  if (!connected) return { kind: 'unknown', words: 'no metrics connected' };
  if (frame === undefined || frame.fetchedAt === undefined) return { kind: 'unknown', words: 'no data' };
  const recent = frame.status === 'ok' && now - frame.fetchedAt <= LIVE_INTERVALS * frame.refreshSeconds * 1000;
  if (!recent) return { kind: 'unknown', words: 'no recent data' };
  const answering = frame.series.filter(({ legend }) => item.series === undefined || legend === item.series);
  const values = answering.flatMap(({ legend, values: samples }) => {
    const value = item.reduce === 'max' ? greatest(samples) : presentValue(samples);
    return value === undefined ? [] : [{ legend, value }];
  });
  const unit = item.limit?.unit ?? panel?.unit ?? 'none';
  const shown = values.length > SHOWN_SERIES ? [worst(item, values)] : values;
  const words = shown
    .map(({ legend, value }) => [values.length > 1 && legend, formatQuantity(value, unit)].filter(Boolean).join(' '))
    .join(', ');
  if (values.length === 0) return { kind: 'unknown', words: 'no data' };
  const verdict = verdictOf(
    item,
    values.map(({ value }) => value),
  );
  return { kind: 'known', words, ...(verdict && { verdict }), ...(frame.simulated && { simulated: true }) };
}

/** What is recorded with a tick: "0.42 %, within the limit". */
export function recordedValue(present: Present | undefined): string | undefined {
  if (present?.kind !== 'known') return undefined;
  return [present.words, present.verdict, present.simulated && 'simulated'].filter(Boolean).join(', ').slice(0, 500);
}

/** The limit holds for each value; one that breaks it decides. */
function verdictOf({ limit }: ChecklistItem, values: readonly number[]): Verdict | undefined {
  if (limit === undefined) return undefined;
  const breaking = values.find((value) => isWithin(limit, value) === false);
  if (breaking === undefined) return 'within the limit';
  return limit.below !== undefined && breaking >= limit.below ? 'above the limit' : 'below the limit';
}

interface Value {
  readonly legend: string;
  readonly value: number;
}

function worst({ limit }: ChecklistItem, values: readonly Value[]): Value {
  const least = limit?.above !== undefined && limit.below === undefined;
  return values.reduce((found, one) => ((least ? one.value < found.value : one.value > found.value) ? one : found));
}

function greatest(samples: readonly (number | null)[]): number | undefined {
  return samples.reduce<number | undefined>(
    (most, value) => (value !== null && (most === undefined || value > most) ? value : most),
    undefined,
  );
}
