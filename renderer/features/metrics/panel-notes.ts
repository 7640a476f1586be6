import type { PanelFrame } from '#shared/contract/index.ts';
import { plural } from '#shared/domain/plural.ts';

/**
 * What a panel has to say beside its chart, each thing once: why its samples are old, the server's warnings, and what
 * was too much to load. That the source does not answer at all (`sourceSilent`) is said once, by the pane.
 */
export function panelNotes(frame: PanelFrame, sourceSilent: boolean): readonly string[] {
  const notes: string[] = [];
  if (frame.series.length > 0 && frame.problem && !sourceSilent)
    notes.push(`${frame.problem.message} Showing older samples.`);
  notes.push(...new Set(frame.warnings));
  const { series, points } = frame.dropped;
  if (series > 0) notes.push(`${series} series not loaded: the answer is too large.`);
  if (points > 0) notes.push(`${plural(points, 'point')} not loaded: the answer is too large.`);
  return notes;
}
