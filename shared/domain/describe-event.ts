import { assertNever } from './assert-never.ts';
import { describeCourse } from './describe-course.ts';
import { describeEvidence } from './describe-evidence.ts';
import { describePurged } from './describe-purged.ts';
import { describeResponse } from './describe-response.ts';
import { formatDuration } from './duration.ts';
import type { EventOf, JournalEvent, KnownEvent } from './events/index.ts';
import { unwrapBackfilled } from './read-event.ts';
import type { EntryText } from './timeline.ts';
import type { RowContext } from './timeline-rows.ts';
import { capitalize, some } from './words.ts';

const SIMULATED = 'SIMULATED';
const exportedAs = { markdown: 'Post-mortem exported as Markdown', json: 'Incident exported as JSON' } as const;

/** The words of an event that is a row of its own. */
export function describeEvent(event: JournalEvent, context: RowContext): EntryText {
  const person = event.actor.type === 'person' ? event.actor.name : undefined;
  switch (event.kind) {
    case 'declared': {
      const { title, severity, detectionSource, drill, simulated } = event.payload;
      return {
        category: 'incident',
        label: 'declared',
        headline: `Declared ${severity}: ${title}`,
        details: some(
          person,
          detectionSource === 'person' ? undefined : `detected by ${detectionSource}`,
          drill && 'drill',
          simulated && SIMULATED,
        ),
        tone: 'critical',
      };
    }
    case 'acknowledged': {
      const { level } = event.payload;
      const after = context.detectedAt === undefined ? undefined : event.occurredAt - context.detectedAt;
      return {
        category: 'incident',
        label: 'acknowledged',
        headline: level === undefined ? 'Acknowledged' : `Acknowledged at ${level}`,
        details: some(person, after !== undefined && after >= 0 && `${formatDuration(after)} after detection`),
        tone: 'ok',
      };
    }
    case 'severityChanged': {
      const { from, to, reason } = event.payload;
      const headline = `Severity ${from} → ${to}`;
      return { category: 'incident', label: 'severity', headline, details: some(reason, person), tone: 'warning' };
    }
    case 'statusChanged': {
      const { from, to, reason } = event.payload;
      return {
        category: 'status',
        label: 'status',
        headline: `Status: ${capitalize(to)}`,
        details: some(`from ${from}`, reason, person),
        tone: to === 'resolved' || to === 'closed' ? 'ok' : 'accent',
      };
    }
    case 'roleAssigned': {
      const { role, personName } = event.payload;
      const headline = `${capitalize(role)}: ${personName}`;
      const details = some(person === undefined ? undefined : `assigned by ${person}`);
      return { category: 'incident', label: 'role', headline, details, tone: 'neutral' };
    }
    case 'noteAdded':
      return describeNote(event, person);
    case 'alertFired':
    case 'alertResolved':
      return describeAlert(event);
    case 'snapshotTaken': {
      const { title, sourceName, startMs, endMs, blob, simulated } = event.payload;
      return {
        category: 'graph',
        label: 'graph kept',
        headline: title,
        details: some(formatDuration(endMs - startMs), sourceName, person, simulated && SIMULATED),
        snapshotBlob: blob,
        tone: 'neutral',
      };
    }
    case 'sessionOpened': {
      const { title, shell, cwd } = event.payload;
      const headline = `Terminal opened: ${title}`;
      return { category: 'session', label: 'terminal', headline, details: some(shell, cwd, person), tone: 'neutral' };
    }
    case 'sessionClosed': {
      const { exitCode, signal } = event.payload;
      const title = context.title;
      return {
        category: 'session',
        label: 'terminal',
        headline: title === undefined ? 'Terminal closed' : `Terminal closed: ${title}`,
        details: some(exitCode !== undefined && `exit ${exitCode}`, signal ? `signal ${signal}` : undefined, person),
        tone: 'neutral',
      };
    }
    case 'runbookAttached': {
      const headline = `Runbook attached: ${event.payload.title}`;
      return { category: 'runbook', label: 'runbook', headline, details: some(person), tone: 'neutral' };
    }
    case 'stepSkipped': {
      const { title, reason } = event.payload;
      const details = some(reason, person, context.title);
      return { category: 'runbook', label: 'skipped', headline: `Skipped: ${title}`, details, tone: 'neutral' };
    }
    case 'parametersSet': {
      const values = Object.entries(event.payload.values).map(([name, value]) => `${name} = ${value}`);
      const headline = `Runbook values: ${values.join(', ')}`;
      return { category: 'runbook', label: 'values', headline, details: some(person), tone: 'neutral' };
    }
    case 'documentExported': {
      const headline = exportedAs[event.payload.format];
      const details = some(event.payload.path, person);
      return { category: 'document', label: 'exported', headline, details, tone: 'neutral' };
    }
    case 'detailsChanged':
    case 'timestampSet':
    case 'roleHandedOver':
    case 'responderJoined':
    case 'responderLeft':
    case 'incidentMerged':
    case 'escalated':
      return describeCourse(event, person);
    case 'clockBreached':
    case 'checklistItemChecked':
    case 'updatePublished':
    case 'impactChanged':
    case 'actionItemAdded':
    case 'actionItemChanged':
    case 'actionItemClosed':
    case 'reviewSectionWritten':
    case 'reviewStatusChanged':
      return describeResponse(event, person, context);
    case 'probeFailed':
    case 'probeRecovered':
    case 'recordingStopped':
    case 'sessionMoved':
    case 'recordingLevelChanged':
    case 'transcriptSealed':
    case 'attachmentAdded':
    case 'clockSkewDetected':
      return describeEvidence(event, person);
    case 'backfilled':
      return describeBackfilled(event, context);
    case 'unknown':
      if (event.purged === true) return describePurged(event.originalKind, person);
      return {
        category: 'unknown',
        label: 'unknown entry',
        headline: `Unknown entry: ${event.originalKind}`,
        details: some('written by another version of War Room', person),
        tone: 'neutral',
      };
    case 'stepStarted':
    case 'stepFinished':
    case 'commandStarted':
    case 'commandFinished':
    case 'entryPinned':
    case 'entryAmended':
    case 'entryRetracted':
    case 'entryPurged':
      throw new Error(`${event.kind} is no row of its own`);
    default:
      return assertNever(event);
  }
}

function describeNote(event: KnownEvent & { readonly kind: 'noteAdded' }, person: string | undefined): EntryText {
  const { noteKind, text } = event.payload;
  const lines = text.trim().split(/\r\n|\r|\n/);
  return {
    category: 'note',
    label: noteKind,
    headline: lines[0] ?? '',
    details: some(noteKind, person),
    ...(lines.length > 1 && { evidence: text }),
    tone: noteKind === 'decision' ? 'accent' : 'neutral',
  };
}

function describeAlert(event: KnownEvent & { readonly kind: 'alertFired' | 'alertResolved' }): EntryText {
  const { name, labels, sourceName, simulated } = event.payload;
  const fired = event.kind === 'alertFired' ? event.payload : undefined;
  const where = labels.service ?? labels.job ?? labels.instance;
  const severity = fired?.severity;
  const evidence = [
    ...Object.entries(labels).map(([label, value]) => `${label}=${JSON.stringify(value)}`),
    ...(fired?.value === undefined ? [] : [`value ${fired.value}`]),
  ];
  return {
    category: 'alert',
    label: fired ? 'firing' : 'resolved',
    headline: `${name} ${fired ? 'firing' : 'resolved'}${where === undefined ? '' : ` on ${where}`}`,
    details: some(sourceName, severity, fired?.summary, simulated && SIMULATED),
    ...(evidence.length > 0 && { evidence: evidence.join('\n') }),
    tone: fired ? (severity === undefined || severity === 'critical' ? 'critical' : 'warning') : 'ok',
  };
}

/** An event of the desk shows as what it was. */
function describeBackfilled(event: EventOf<'backfilled'>, context: RowContext): EntryText {
  return describeEvent(unwrapBackfilled(event), context);
}
