import { formatDuration } from './duration.ts';
import type { Incident } from './incident.ts';
import type { Figure } from './measurements.ts';
import { plural } from './plural.ts';
import type { PostMortemGraph } from './post-mortem-graph.ts';
import { actionItemWarnings } from './post-mortem-review.ts';
import type { PostMortemEntry } from './post-mortem-timeline.ts';
import { documentStatus } from './status-names.ts';
import type { Taxonomy } from './taxonomy.ts';

interface Contents {
  readonly incident: Incident;
  readonly taxonomy: Taxonomy | undefined;
  readonly timeline: readonly PostMortemEntry[];
  readonly graphs: readonly PostMortemGraph[];
  readonly figures: readonly Figure[];
  /** Events that contradict others in the record. */
  readonly forks: number;
}

/** What a reader of the document has to mind, in words. */
export function warningsOf(contents: Contents): string[] {
  const { incident, taxonomy, figures } = contents;
  const warnings = [
    incident.mergedInto !== undefined && `This incident is a duplicate: it goes on as "${incident.mergedInto.title}".`,
    documentStatus(incident.status) !== 'RESOLVED' && `The incident is not resolved: it is ${incident.status}.`,
    incident.roles['incident commander'] === undefined && 'No incident commander was assigned.',
    taxonomy === undefined && `The taxonomy "${incident.taxonomyId}" is not installed, so there are no targets.`,
    ...figures
      .filter(({ measurement }) => measurement.state === 'invalid')
      .map(({ name }) => `The ${name} is invalid: its end lies before its start.`),
    ...figures.flatMap(({ id, note }) => (note !== undefined && id === 'TTR' ? [`Times end at ${note}.`] : [])),
    ...actionItemWarnings(incident),
    ...recordWarnings(contents),
  ];
  return warnings.filter((warning) => typeof warning === 'string');
}

/** What the record itself lacks, or where it may be wrong. */
function recordWarnings({ incident, timeline, graphs, forks }: Contents): (string | false)[] {
  const unreadable = graphs.filter(({ samples }) => samples === undefined).length;
  const count = (is: (entry: PostMortemEntry) => boolean) => timeline.filter(is).length;
  const backdated = count((entry) => entry.backdated);
  const retracted = count((entry) => entry.retracted !== undefined);
  const purged = count((entry) => entry.purged !== undefined);
  const skew = incident.clockSkews.reduce((most, { skewMs }) => Math.max(most, Math.abs(skewMs)), 0);
  return [
    unreadable > 0 && `The samples of ${plural(unreadable, 'graph')} are missing or damaged.`,
    backdated > 0 && `${entries(backdated)} of the timeline ${was(backdated)} backdated.`,
    retracted > 0 &&
      `${entries(retracted)} ${was(retracted)} retracted; what ${it(retracted)} said stands under Corrections.`,
    purged > 0 && `What ${entries(purged)} said was erased, because ${it(purged)} held a secret.`,
    incident.unknownEvents > 0 &&
      `${entries(incident.unknownEvents)} came from another version of War Room and could not be read.`,
    skew > 0 && `A device's clock was wrong by up to ${formatDuration(skew)}: the order holds, times may be off.`,
    forks > 0 &&
      `${plural(forks, 'event')} of another copy of this record ${forks === 1 ? 'contradicts' : 'contradict'} it and ${was(forks)} left out: verify it.`,
  ];
}

function entries(count: number): string {
  return plural(count, 'entry', 'entries');
}

function was(count: number): string {
  return count === 1 ? 'was' : 'were';
}

function it(count: number): string {
  return count === 1 ? 'it' : 'they';
}
