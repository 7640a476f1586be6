import { Badge } from '../../components/index.ts';
import type { StepView } from './steps.ts';

interface Props {
  readonly of: StepView;
  readonly after: StepView | undefined;
}

/** Names a section, and the condition of a branch, above its first step. */
export function SectionLabel({ of, after }: Props) {
  const path = of.step.section.join(' › ');
  const { condition } = of.step;
  if (path === (after?.step.section.join(' › ') ?? '') && condition === after?.step.condition) return null;
  return <LabelRow path={path} condition={condition} />;
}

/** A line among the rows that says what the ones below it belong to. */
export function LabelRow({ path, condition }: { readonly path: string; readonly condition?: string | undefined }) {
  return (
    <li className="flex min-h-6 items-center gap-2 border-b border-line bg-raised px-3.5 py-0.5 text-small font-medium text-ink-2">
      {path !== '' && (
        <span className="truncate" title={path}>
          {path}
        </span>
      )}
      {condition ? (
        <Badge tone="warning" shrink title={condition}>
          {condition}
        </Badge>
      ) : (
        path === '' && 'In any case'
      )}
    </li>
  );
}
