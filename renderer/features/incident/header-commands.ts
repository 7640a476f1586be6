import { Check, CircleDot, FileDown, Gauge, House } from 'lucide-react';
import { statusSchema } from '#shared/domain/events/index.ts';
import type { Incident } from '#shared/domain/incident.ts';
import { isOver } from '#shared/domain/lifecycle.ts';
import type { Taxonomy } from '#shared/domain/taxonomy.ts';
import type { Command } from '../../commands/index.ts';
import type { Overlay, View } from '../../store/index.ts';
import { statusWord } from './status-words.ts';
import type { IncidentActions } from './use-incident-changes.ts';

interface Actions extends IncidentActions {
  showOverlay(overlay: Overlay): void;
  showView(view: View): void;
}

type State = Pick<Incident, 'status' | 'severity'> & { readonly acknowledged: boolean };

/** Everything that the header's buttons and menus do, for the palette: only what changes something now. */
export function headerCommands(state: State, taxonomy: Taxonomy, actions: Actions): readonly Command[] {
  const { status, severity, acknowledged } = state;
  const acknowledge: Command = {
    id: 'incident.acknowledge',
    title: 'Acknowledge',
    group: 'Incident',
    icon: Check,
    run: actions.acknowledge,
  };
  return [
    ...(acknowledged || isOver(status) ? [] : [acknowledge]),
    ...statusSchema.options
      .filter((to) => to !== status)
      .map(
        (to): Command => ({
          id: `incident.status.${to}`,
          title: `Set status to ${statusWord(to)}`,
          group: 'Incident',
          icon: CircleDot,
          keywords: to === 'resolved' ? ['resolve', 'done', 'over'] : [],
          run: () => actions.changeStatus(to),
        }),
      ),
    ...taxonomy.levels
      .filter(({ id }) => id !== severity)
      .map(
        ({ id, name }): Command => ({
          id: `incident.severity.${id}`,
          title: `Set severity to ${id} ${name}`,
          group: 'Incident',
          icon: Gauge,
          run: () => actions.changeSeverity(id),
        }),
      ),
    {
      id: 'incident.export',
      title: 'Export post-mortem',
      group: 'Incident',
      icon: FileDown,
      keywords: ['document', 'markdown', 'save', 'report'],
      run: () => actions.showOverlay({ kind: 'export' }),
    },
    {
      id: 'go.home',
      title: 'All incidents',
      group: 'Go to',
      icon: House,
      keywords: ['home', 'list'],
      run: () => actions.showView({ kind: 'home' }),
    },
  ];
}
