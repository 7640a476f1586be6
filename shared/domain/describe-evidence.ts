import { assertNever } from './assert-never.ts';
import { formatDuration } from './duration.ts';
import type { EventOf } from './events/index.ts';
import type { EntryText } from './timeline.ts';
import type { RecordingLevel } from './transcript/level.ts';
import { some } from './words.ts';

type EvidenceEvent = EventOf<
  | 'probeFailed'
  | 'probeRecovered'
  | 'recordingStopped'
  | 'sessionMoved'
  | 'recordingLevelChanged'
  | 'transcriptSealed'
  | 'attachmentAdded'
  | 'clockSkewDetected'
>;

/** The words of what the program or a file shows. `person` is who wrote it. */
export function describeEvidence(event: EvidenceEvent, person: string | undefined): EntryText {
  switch (event.kind) {
    case 'probeFailed': {
      const { name, target, failures, detail } = event.payload;
      const details = some(detail, target, failures > 1 && `${failures} failures in a row`);
      return { category: 'probe', label: 'down', headline: `${name} is down`, details, tone: 'critical' };
    }
    case 'probeRecovered': {
      const { name, target, downMs } = event.payload;
      const details = some(`down for ${formatDuration(downMs)}`, target);
      return { category: 'probe', label: 'up', headline: `${name} is up again`, details, tone: 'ok' };
    }
    case 'recordingStopped': {
      const { title, reason } = event.payload;
      return {
        category: 'session',
        label: 'not recorded',
        headline: `Not recorded: ${title}`,
        details: some(reason),
        tone: 'warning',
      };
    }
    case 'sessionMoved': {
      const { title, direction, otherIncidentId } = event.payload;
      const other = otherIncidentId === undefined ? 'the desk' : `incident ${otherIncidentId}`;
      const [headline, detail] =
        direction === 'here'
          ? [`Terminal moved here: ${title}`, `from ${other}`]
          : [`Terminal moved away: ${title}`, `to ${other}`];
      return { category: 'session', label: 'terminal', headline, details: some(detail, person), tone: 'neutral' };
    }
    case 'recordingLevelChanged': {
      const { title, level } = event.payload;
      return {
        category: 'session',
        label: 'recording',
        headline: `${title}: ${levelWords[level]}`,
        details: some(person),
        tone: level === 'nothing' ? 'warning' : 'neutral',
      };
    }
    case 'transcriptSealed': {
      const { title, durationMs, size } = event.payload;
      return {
        category: 'session',
        label: 'recording',
        headline: `Recording kept: ${title}`,
        details: some(formatDuration(durationMs), sizeText(size)),
        tone: 'neutral',
      };
    }
    case 'attachmentAdded': {
      const { name, mediaType, size, caption } = event.payload;
      return {
        category: 'attachment',
        label: 'attached',
        headline: caption ?? name,
        details: some(caption !== undefined && name, mediaType, sizeText(size), person),
        tone: 'neutral',
      };
    }
    case 'clockSkewDetected': {
      const { skewMs } = event.payload;
      const way = skewMs < 0 ? 'behind' : 'ahead of';
      return {
        category: 'clock',
        label: 'clock skew',
        headline: `This device's clock is ${formatDuration(Math.abs(skewMs))} ${way} what was recorded before`,
        details: ['the order is kept; times may be wrong'],
        tone: 'warning',
      };
    }
    default:
      return assertNever(event);
  }
}

const levelWords = {
  everything: 'everything is recorded',
  steps: 'only runbook steps are recorded',
  nothing: 'nothing is recorded',
} as const satisfies Record<RecordingLevel, string>;

/** Bytes as a person reads them, in powers of 1000. */
export function sizeText(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  if (bytes < 1_000_000) return `${(bytes / 1000).toFixed(1)} kB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}
