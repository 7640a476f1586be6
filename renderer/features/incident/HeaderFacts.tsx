import { Clock3, Copy, Merge } from 'lucide-react';
import { formatDuration } from '#shared/domain/duration.ts';
import type { Incident } from '#shared/domain/incident.ts';
import { isOver } from '#shared/domain/lifecycle.ts';
import { plural } from '#shared/domain/plural.ts';
import { Badge, SimulatedMark } from '../../components/index.ts';
import { useStore } from '../../store/index.ts';
import { impactChips } from './impact/impact-words.ts';

/** What else has to be known at a glance: that it is no real one, whom it hurts, what to be careful about. */
export function HeaderFacts({ incident }: { readonly incident: Incident }) {
  const showPanel = useStore((state) => state.showPanel);
  const chips = impactChips(incident.impact);
  const { drill, simulated, mergedInto, mergedFrom } = incident;
  const skew = isOver(incident.status) ? undefined : incident.clockSkews.at(-1);
  if (!drill && !simulated && chips.length === 0 && !mergedInto && mergedFrom.length === 0 && !skew) return null;
  const duplicates = mergedFrom.map(({ title }) => title).join(', ');
  return (
    <div className="flex min-w-0 shrink-0 items-center gap-1.5 @max-[85rem]:order-last @max-[85rem]:basis-full @max-[85rem]:flex-wrap @max-[85rem]:pb-2 @max-[85rem]:pl-9">
      {drill && <Badge tone="accent">DRILL</Badge>}
      {simulated && <SimulatedMark />}
      {mergedInto && (
        <Fact title={`Duplicate of ${mergedInto.title}`} onClick={() => showPanel('details')}>
          <Badge icon={Copy} shrink>
            Duplicate of {mergedInto.title}
          </Badge>
        </Fact>
      )}
      {mergedFrom.length > 0 && (
        <Fact title={`Merged in: ${duplicates}`} onClick={() => showPanel('details')}>
          <Badge icon={Merge}>{plural(mergedFrom.length, 'duplicate')}</Badge>
        </Fact>
      )}
      {chips.length > 0 && (
        <Fact title={`Impact: ${chips.map(({ text }) => text).join(', ')}`} onClick={() => showPanel('impact')}>
          <span className="sr-only">Impact:</span>
          {chips.map(({ text, tone }) => (
            <Badge key={text} tone={tone}>
              {text}
            </Badge>
          ))}
        </Fact>
      )}
      {skew && (
        <Badge
          icon={Clock3}
          tone="warning"
          shrink
          title={`A device's clock was ${formatDuration(Math.abs(skew.skewMs))} ${skew.skewMs < 0 ? 'behind' : 'ahead of'} what was recorded before. The order of the record is kept.`}
        >
          Clock {formatDuration(Math.abs(skew.skewMs))} {skew.skewMs < 0 ? 'behind' : 'ahead'}; order is kept
        </Badge>
      )}
    </div>
  );
}

interface FactProps {
  readonly title: string;
  readonly onClick: () => void;
  readonly children: React.ReactNode;
}

/** A mark that leads to more about it. */
function Fact({ title, onClick, children }: FactProps) {
  return (
    <button
      type="button"
      title={title}
      onClick={onClick}
      className="flex h-7 max-w-72 min-w-0 items-center gap-1 rounded-md transition-opacity hover:opacity-80"
    >
      {children}
    </button>
  );
}
