import { assertNever } from '../assert-never.ts';
import type { KnownEvent } from '../events/index.ts';
import type { AttachedRunbook, StepProgress } from '../incident.ts';

type RunbookEvent = KnownEvent & {
  readonly kind: 'runbookAttached' | 'stepStarted' | 'stepFinished' | 'stepSkipped';
};

/**
 * The attached runbooks after one more event. Attaching again takes the new text and keeps the progress; a step of a
 * runbook that was never attached has nothing to show its progress on.
 */
export function applyToRunbooks(runbooks: readonly AttachedRunbook[], event: RunbookEvent): readonly AttachedRunbook[] {
  const { runbookId } = event.payload;
  if (event.kind === 'runbookAttached') {
    const { title, blob } = event.payload;
    const before = runbooks.find((runbook) => runbook.runbookId === runbookId);
    const attached = { runbookId, title, blob, attachedAt: event.occurredAt, steps: before?.steps ?? {} };
    return before ? runbooks.map((runbook) => (runbook === before ? attached : runbook)) : [...runbooks, attached];
  }
  const { stepId } = event.payload;
  return runbooks.map((runbook) =>
    runbook.runbookId === runbookId
      ? { ...runbook, steps: { ...runbook.steps, [stepId]: progress(runbook.steps[stepId], event) } }
      : runbook,
  );
}

function progress(
  before: StepProgress | undefined,
  event: Exclude<RunbookEvent, { readonly kind: 'runbookAttached' }>,
): StepProgress {
  switch (event.kind) {
    case 'stepStarted': {
      const { sessionId, risk } = event.payload;
      return { state: 'running', sessionId, risk, startedAt: event.occurredAt };
    }
    case 'stepFinished': {
      const { commandId, exitCode, durationMs } = event.payload;
      const kept = {
        ...(before?.sessionId !== undefined && { sessionId: before.sessionId }),
        ...(before?.risk !== undefined && { risk: before.risk }),
        ...(before?.startedAt !== undefined && { startedAt: before.startedAt }),
      };
      // Without an exit code nobody knows that it worked.
      const state = exitCode === 0 ? 'done' : 'failed';
      return { ...kept, state, commandId, durationMs, ...(exitCode !== undefined && { exitCode }) };
    }
    case 'stepSkipped': {
      const { reason } = event.payload;
      return { state: 'skipped', ...(reason !== undefined && { reason }) };
    }
    default:
      return assertNever(event);
  }
}
