import type { AttachedRunbook, StepProgress } from '#shared/domain/incident.ts';
import type { Runbook, RunbookStep, StepState } from '#shared/domain/runbook.ts';

/** One step as the pane lists it. */
export interface StepView {
  readonly step: RunbookStep;
  /** From 1, in the order of the file. */
  readonly number: number;
  readonly state: StepState;
  readonly progress?: StepProgress;
}

/** Every step of a runbook with how far it is in this incident. */
export function stepViews(runbook: Runbook, attached: AttachedRunbook | undefined): readonly StepView[] {
  return runbook.steps.map((step, index) => {
    const progress = attached?.steps[step.id];
    return { step, number: index + 1, state: progress?.state ?? 'to do', ...(progress ? { progress } : {}) };
  });
}

/**
 * The new views, with the old objects wherever nothing has changed: an incident is sent whole at every event, and a list of
 * thousands of steps must not be drawn anew for each.
 */
export function reuseViews(before: readonly StepView[], now: readonly StepView[]): readonly StepView[] {
  const views = now.map((view, index) => {
    const old = before[index];
    return old && old.step === view.step && isSameProgress(old.progress, view.progress) ? old : view;
  });
  return views.length === before.length && views.every((view, index) => view === before[index]) ? before : views;
}

function isSameProgress(a: StepProgress | undefined, b: StepProgress | undefined): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}

/** How many steps are behind us: done, failed and skipped alike, for each was decided on. */
export function stepsBehind(views: readonly StepView[]): number {
  return views.filter(({ state }) => state === 'done' || state === 'failed' || state === 'skipped').length;
}

/**
 * The step to offer next: the first one to do after the last one that was touched, else the first one to do at all.
 * Somebody who jumped into the middle of a runbook is not sent back to its beginning.
 */
export function nextStep(views: readonly StepView[]): StepView | undefined {
  const lastTouched = views.findLastIndex(({ state }) => state !== 'to do');
  return (
    views.find(({ state }, index) => index > lastTouched && state === 'to do') ??
    views.find(({ state }) => state === 'to do')
  );
}

/** A piece of a command: plain text, or the place of a parameter. */
export interface CommandPiece {
  readonly text: string;
  readonly parameter?: string;
}

/** Splits a command at its parameters, in all four ways they are written, so that they can be shown as such. */
export function commandPieces(command: string, parameters: readonly string[]): readonly CommandPiece[] {
  if (parameters.length === 0) return [{ text: command }];
  const names = [...parameters].sort((a, b) => b.length - a.length).map(escapeForPattern);
  const name = `(${names.join('|')})`;
  const pattern = new RegExp(`<${name}>|\\[${name}\\]|\\{\\{\\s*${name}\\s*\\}\\}|\\$\\{${name}\\}`, 'g');
  const pieces: CommandPiece[] = [];
  let from = 0;
  for (const match of command.matchAll(pattern)) {
    if (match.index > from) pieces.push({ text: command.slice(from, match.index) });
    const parameter = match.slice(1).find((group) => group !== undefined);
    pieces.push({ text: match[0], ...(parameter === undefined ? {} : { parameter }) });
    from = match.index + match[0].length;
  }
  if (from < command.length) pieces.push({ text: command.slice(from) });
  return pieces;
}

function escapeForPattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
