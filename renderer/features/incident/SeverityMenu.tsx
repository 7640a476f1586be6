import { severityRank, type Taxonomy } from '#shared/domain/taxonomy.ts';
import { Menu, MenuChoice, MenuLabel, MenuSeparator, SeverityBadge } from '../../components/index.ts';
import { targetsOf } from './severity-targets.ts';

interface Props {
  readonly severity: string;
  readonly taxonomy: Taxonomy;
  readonly onChange: (severity: string) => void;
}

/** How bad it is, and what each other level would mean. */
export function SeverityMenu({ severity, taxonomy, onChange }: Props) {
  return (
    <Menu
      trigger={
        <button
          type="button"
          aria-label={`Severity: ${severity}`}
          className="flex h-7 shrink-0 items-center rounded-sm"
        >
          <SeverityBadge severity={severity} rank={severityRank(taxonomy, severity)} size="medium" />
        </button>
      }
    >
      <MenuChoice
        value={severity}
        onChange={onChange}
        options={taxonomy.levels.map((level) => ({
          value: level.id,
          label: `${level.id} ${level.name}`,
          hint: [level.meaning, ...targetsOf(level)].join(' · '),
        }))}
      />
      <MenuSeparator />
      <MenuLabel>Clocks go on from where they began, with the new limits. What was late stays late.</MenuLabel>
    </Menu>
  );
}
