import { describeFact } from '#shared/domain/describe-response.ts';
import type { ImpactField } from '#shared/domain/events/index.ts';
import type { ImpactEntry } from '#shared/domain/incident.ts';
import { capitalize } from '#shared/domain/words.ts';
import { EditRow, FactList } from '../../../components/index.ts';
import { useZonedTime } from '../../../store/index.ts';
import { printMoment } from '../details/moment-text.ts';
import type { SectionProps } from '../section-props.ts';
import { ImpactForm } from './ImpactForm.tsx';
import { impactFields, knownSources } from './impact-words.ts';

/** Whom and what it hurts, each figure with its source. */
export function ImpactSection({ incident: { impact } }: SectionProps) {
  const known = impactFields.filter((field) => impact[field] && impact[field].fact.value !== null).length;
  const sources = knownSources(impact);
  return (
    <FactList
      title="Impact"
      status={
        <span className="pr-2 text-small text-ink-2">
          {known} of {impactFields.length} known
        </span>
      }
    >
      {impactFields.map((field) => (
        <EditRow
          key={field}
          label={capitalize(field)}
          edit={`Edit ${field}`}
          note={<Source entry={impact[field]} />}
          form={(close) => <ImpactForm field={field} entry={impact[field]} sources={sources} onClose={close} />}
        >
          <Fact field={field} entry={impact[field]} />
        </EditRow>
      ))}
    </FactList>
  );
}

const figures: readonly ImpactField[] = [
  'users affected',
  'share of users',
  'requests failed',
  'revenue',
  'customer tickets',
];

function Fact({ field, entry }: { readonly field: ImpactField; readonly entry: ImpactEntry | undefined }) {
  if (!entry || entry.fact.value === null) return <span className="text-ink-3">unknown</span>;
  const { fact } = entry;
  const bad =
    (fact.field === 'SLA' && fact.value?.breached) || (fact.field === 'data loss' && fact.value?.extent !== 'none');
  const words = describeFact(fact);
  if (figures.includes(field)) return <span className="figure text-title font-medium">{words}</span>;
  return <span className={bad ? 'font-medium text-crit' : 'font-medium'}>{words}</span>;
}

/** Where it comes from, who said it and when; of an unknown figure, why. */
function Source({ entry }: { readonly entry: ImpactEntry | undefined }) {
  const time = useZonedTime();
  if (!entry) return null;
  return (
    <span title={`${printMoment(entry.at, time)} ${time.zoneName(entry.at)}`}>
      {[entry.source, entry.by, time.minutes(entry.at)].filter(Boolean).join(' · ')}
    </span>
  );
}
