import { Camera, Clock, Maximize2 } from 'lucide-react';
import { useMemo, useRef } from 'react';
import type { Panel } from '#shared/contract/index.ts';
import { type Command, useCommands } from '../../commands/index.ts';
import { metricsRanges, useStore } from '../../store/index.ts';

interface Actions {
  readonly panels: readonly Panel[];
  readonly canKeep: boolean;
  onKeepAll(): void;
  onExpand(panelId: string): void;
}

/** What the metrics pane offers to the palette. */
export function useMetricsCommands(actions: Actions): void {
  const newest = useRef(actions);
  newest.current = actions;
  const setRange = useStore((state) => state.setRange);
  const { panels, canKeep } = actions;
  const commands = useMemo<readonly Command[]>(() => {
    const group = 'Metrics' as const;
    const keep: Command = {
      id: 'metrics.keep',
      title: 'Keep all graphs as evidence',
      group,
      icon: Camera,
      keywords: ['snapshot', 'screenshot'],
      run: () => newest.current.onKeepAll(),
    };
    return [
      ...(canKeep ? [keep] : []),
      ...metricsRanges.map(
        ({ seconds, label }): Command => ({
          id: `metrics.range.${seconds}`,
          title: `Metrics: ${label.toLowerCase()}`,
          group,
          icon: Clock,
          keywords: ['range', 'time', 'window'],
          run: () => setRange(seconds),
        }),
      ),
      ...panels.map(
        ({ id, title }): Command => ({
          id: `metrics.expand.${id}`,
          title: `Expand ${title}`,
          group,
          icon: Maximize2,
          keywords: ['graph', 'panel'],
          run: () => newest.current.onExpand(id),
        }),
      ),
    ];
  }, [panels, canKeep, setRange]);
  useCommands(commands);
}
