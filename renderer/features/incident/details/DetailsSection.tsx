import type { SectionProps } from '../section-props.ts';
import { FactRows } from './FactRows.tsx';
import { Figures } from './Figures.tsx';
import { LinkRows } from './LinkRows.tsx';
import { MomentRows } from './MomentRows.tsx';
import { RecordRows } from './RecordRows.tsx';

/** What the incident is, when what happened, what that adds up to, and the record itself. */
export function DetailsSection({ incident, taxonomy }: SectionProps) {
  return (
    <>
      <FactRows incident={incident} taxonomy={taxonomy} />
      <LinkRows incident={incident} />
      <MomentRows incident={incident} />
      <Figures incident={incident} />
      <RecordRows incident={incident} />
    </>
  );
}
