import { formatDuration } from './duration.ts';
import type { EntryText } from './timeline.ts';
import type { RowContext, Run } from './timeline-rows.ts';

/** "exit 0 · 0.9 s · Jon Reyes · API outage, step 1" under the command line, and its output folded. */
export function describeRun(run: Run, context: RowContext): EntryText {
  const { commandFinished, commandStarted, stepStarted } = run;
  const commandLine = (commandStarted ?? commandFinished ?? stepStarted)?.payload.commandLine;
  const { label, tone } = resultOf(run);
  const durationMs = (commandFinished ?? run.stepFinished)?.payload.durationMs;
  const details = [
    label,
    durationMs === undefined ? undefined : formatDuration(durationMs),
    whoOf(run),
    stepOf(run, context),
  ];
  return {
    category: 'command',
    label,
    headline: commandLine ?? `Step ${run.stepFinished?.payload.stepId ?? ''} finished`,
    code: commandLine !== undefined,
    details: details.filter((detail) => detail !== undefined),
    ...(commandFinished && commandFinished.payload.excerpt !== '' && { evidence: commandFinished.payload.excerpt }),
    tone,
  };
}

function resultOf(run: Run): Pick<EntryText, 'label' | 'tone'> {
  const finished = run.commandFinished ?? run.stepFinished;
  if (finished) {
    const { exitCode } = finished.payload;
    if (exitCode === undefined) return { label: 'no exit code', tone: 'warning' };
    return { label: `exit ${exitCode}`, tone: exitCode === 0 ? 'neutral' : 'critical' };
  }
  if (run.cutOff === true) return { label: 'no exit code', tone: 'warning' };
  return run.commandStarted ? { label: 'running', tone: 'accent' } : { label: 'in the tab', tone: 'neutral' };
}

function whoOf(run: Run): string | undefined {
  const actor = [run.stepStarted, run.commandStarted, run.commandFinished, run.stepFinished]
    .map((event) => event?.actor)
    .find((candidate) => candidate?.type === 'person');
  const name = actor?.type === 'person' ? actor.name : undefined;
  if (run.stepStarted?.payload.risk !== 'dangerous') return name;
  const confirmed = run.stepStarted.payload.confirmedTarget !== undefined;
  return confirmed && name !== undefined
    ? `dangerous, confirmed by ${name}`
    : ['dangerous', name].filter(Boolean).join(', ');
}

function stepOf(run: Run, context: RowContext): string | undefined {
  const step = run.stepStarted?.payload;
  const place = step?.number === undefined ? step?.title : `step ${step.number}`;
  return [context.title, place].filter((part) => part !== undefined).join(', ') || undefined;
}
