import type { SectionProps } from '../section-props.ts';
import { LadderRows } from './LadderRows.tsx';
import { ResponderRows } from './ResponderRows.tsx';
import { RoleRows } from './RoleRows.tsx';
import { TeamRows } from './TeamRows.tsx';

/** Who has which part, who takes part, and whom to call next. */
export function PeopleSection({ incident, taxonomy }: SectionProps) {
  return (
    <>
      <RoleRows incident={incident} taxonomy={taxonomy} />
      <ResponderRows incident={incident} />
      <LadderRows incident={incident} taxonomy={taxonomy} />
      <TeamRows />
    </>
  );
}
