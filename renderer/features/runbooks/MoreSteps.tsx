import { plural } from '#shared/domain/plural.ts';
import { Button } from '../../components/index.ts';

interface Props {
  readonly count: number;
  readonly where: 'above' | 'below';
  readonly onShow: () => void;
}

/** Stands for steps that are not drawn: a runbook of thousands would hold up everything else. */
export function MoreSteps({ count, where, onShow }: Props) {
  return (
    <li className="border-b border-line px-3.5 py-1">
      <Button look="quiet" onClick={onShow}>
        {plural(count, 'step')} more {where}
      </Button>
    </li>
  );
}
