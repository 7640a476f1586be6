import clsx from 'clsx';
import { ChevronRight } from 'lucide-react';
import type { IncidentSummary } from '#shared/contract/index.ts';
import { formatDuration, formatElapsed } from '#shared/domain/duration.ts';
import { isOver } from '#shared/domain/lifecycle.ts';
import { plural } from '#shared/domain/plural.ts';
import { severityRank, type Taxonomy } from '#shared/domain/taxonomy.ts';
import type { ZonedTime } from '#shared/domain/zoned-time.ts';
import { Badge, Figure, SeverityBadge } from '../../components/index.ts';
import { RowClock } from './RowClock.tsx';

interface Props {
  readonly summary: IncidentSummary;
  /** What it is a duplicate of, by title. */
  readonly original: string | undefined;
  readonly taxonomies: readonly Taxonomy[];
  readonly time: ZonedTime;
  /** UTC ms. */
  readonly now: number;
  readonly onOpen: () => void;
}

/** One incident of the list: how bad, what, what is due or late, where it stands, since when. */
export function IncidentRow({ summary, original, taxonomies, time, now, onOpen }: Props) {
  const taxonomy = taxonomies.find(({ id }) => id === summary.taxonomyId);
  const over = isOver(summary.status);
  return (
    <li className="border-b border-line last:border-b-0">
      <button
        type="button"
        data-ring="inside"
        onClick={onOpen}
        className="group flex h-14 w-full items-center gap-4 px-4 text-left transition-colors hover:bg-hover"
      >
        <SeverityBadge severity={summary.severity} rank={taxonomy && severityRank(taxonomy, summary.severity)} />
        <span className="min-w-0 flex-1">
          <span className="flex items-center gap-2">
            <span className="truncate font-medium" title={summary.title}>
              {summary.title}
            </span>
            {summary.drill && <Badge tone="accent">DRILL</Badge>}
            {summary.mergedInto !== undefined && <Badge>DUPLICATE</Badge>}
          </span>
          <span className="block truncate text-small text-ink-2">
            {[
              summary.mergedInto !== undefined && `duplicate of ${original ?? 'another incident'}`,
              `declared ${time.day(summary.declaredAt)} ${time.minutes(summary.declaredAt)}`,
              summary.commander && `${summary.commander} commands`,
              plural(summary.eventCount, 'event'),
            ]
              .filter(Boolean)
              .join(' · ')}
          </span>
        </span>
        <span className="flex shrink-0 flex-col items-end gap-1">
          <span className="flex items-center gap-3">
            <Badge tone={over ? 'ok' : 'warning'}>{summary.status}</Badge>
            {over && summary.resolvedAt !== undefined ? (
              <span className="figure min-w-20 text-right text-small text-ink-2">
                {formatDuration(Math.max(0, summary.resolvedAt - summary.declaredAt))}
              </span>
            ) : (
              <Figure className={clsx('min-w-20 text-right', over && 'text-ink-3')}>
                {formatElapsed(Math.max(0, now - summary.declaredAt))}
              </Figure>
            )}
          </span>
          {summary.clocks && <RowClock clocks={summary.clocks} time={time} now={now} />}
        </span>
        <ChevronRight aria-hidden className="size-4 text-ink-3 group-hover:text-ink" strokeWidth={1.75} />
      </button>
    </li>
  );
}
