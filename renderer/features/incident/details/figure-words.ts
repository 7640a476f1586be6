import { assertNever } from '#shared/domain/assert-never.ts';
import { formatDuration } from '#shared/domain/duration.ts';
import type { Incident } from '#shared/domain/incident.ts';
import { type Figure, type FigureId, type Measurement, measurementsOf } from '#shared/domain/measurements.ts';

/** A measurement as it is shown: a figure, or the word for why there is none. */
export interface FigureWords {
  readonly text: string;
  readonly look: 'figure' | 'quiet' | 'wrong';
}

/** One line of the table; a figure that has no meaning from one of the two bases is absent there. */
export interface FigureLine {
  readonly id: FigureId;
  readonly name: string;
  readonly fromDetection?: FigureWords;
  readonly fromStart?: FigureWords;
  /** "the last of 2 resolutions": of an incident that was reopened. */
  readonly note?: string;
}

/** All figures of an incident by what they are measured from, which no mean ever mixes. */
export function figureLines(incident: Incident): readonly FigureLine[] {
  const { figures, fromStart } = measurementsOf(incident);
  return figures.map((figure) => {
    const other = fromStart.find(({ id }) => id === figure.id);
    return {
      id: figure.id,
      name: figure.name,
      ...base(figure),
      ...(other && base(other)),
      ...(figure.note !== undefined && { note: figure.note }),
    };
  });
}

function base({ basis, measurement }: Figure): Partial<FigureLine> {
  const words = measurementWords(measurement);
  return basis === 'detectedAt' ? { fromDetection: words } : { fromStart: words };
}

export function measurementWords(measurement: Measurement): FigureWords {
  switch (measurement.state) {
    case 'recorded':
      return { text: formatDuration(measurement.ms), look: 'figure' };
    case 'pending':
    case 'not applicable':
      return { text: measurement.state, look: 'quiet' };
    case 'invalid':
      return { text: `invalid: ends ${formatDuration(-measurement.ms)} before it begins`, look: 'wrong' };
    default:
      return assertNever(measurement);
  }
}
