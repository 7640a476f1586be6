import { useCallback, useMemo } from 'react';
import type { Runbook } from '#shared/domain/runbook.ts';
import { attachedKey, useStore } from '../../store/index.ts';
import { branchesOf, decisionOn, stepsToSkip } from './branches.ts';
import { type ParameterValues, type Questions, stepParameters } from './parameters.ts';
import { planStep, type StepPlan } from './plan-step.ts';
import type { RunChoice } from './StepRow.tsx';
import type { StepView } from './steps.ts';
import { useRunStep } from './use-run-step.ts';

const noBranches: readonly string[] = [];

export interface StepOffer {
  readonly plan: StepPlan;
  /** Everything that stands in its command. */
  readonly all: Questions;
  /** Takes back that its block is treated as shell; undefined where the file says so itself. */
  readonly onUntreat: (() => void) | undefined;
}

/** What can be done with the steps of an attached runbook, and what has to be known first. */
export function useSteps(
  incidentId: string,
  runbook: Runbook,
  views: readonly StepView[],
  remembered: ParameterValues,
) {
  const runMode = useStore((state) => state.settings?.runMode ?? 'insert always');
  const applied = useStore((state) => state.appliedBranches[attachedKey(incidentId, runbook.id)] ?? noBranches);
  const { setParameters, setStepProblem, skipStep, skipSteps, applyBranch, treatAsShell } = useStore((state) => state);
  const runStep = useRunStep();

  const offers = useMemo(() => {
    const shellIds = new Map(
      runbook.blocks.flatMap((block) =>
        block.type === 'step' && block.shellId !== undefined ? [[block.stepId, block.shellId]] : [],
      ),
    );
    return runbook.steps.map((step): StepOffer => {
      const shellId = shellIds.get(step.id);
      return {
        plan: planStep(runbook, step, remembered, runMode),
        all: { now: stepParameters(runbook, step), later: [] },
        onUntreat: shellId === undefined ? undefined : () => void treatAsShell(incidentId, runbook.id, shellId, false),
      };
    });
  }, [incidentId, runbook, remembered, runMode, treatAsShell]);
  const branches = useMemo(() => branchesOf(views), [views]);

  const run = useCallback(
    async (choice: RunChoice) => {
      const { step, values } = choice;
      // Those of later steps too: whoever gave them is not asked again. The services leave out secret ones.
      const saved = await setParameters(incidentId, runbook.id, values);
      if (saved.ok) await runStep({ incidentId, runbook, ...choice });
      else setStepProblem({ incidentId, runbookId: runbook.id, stepId: step.id }, saved.error);
    },
    [incidentId, runbook, setParameters, setStepProblem, runStep],
  );
  const skip = useCallback(
    (stepId: string, reason: string) => void skipStep({ incidentId, runbookId: runbook.id, stepId }, reason),
    [incidentId, runbook.id, skipStep],
  );
  const decide = useCallback(
    (stepId: string, applies: boolean) => {
      const branch = branches.get(stepId);
      if (!branch) return;
      if (applies) applyBranch(incidentId, runbook.id, branch.key);
      else void skipSteps(incidentId, runbook.id, stepsToSkip(branch), `Does not apply: ${branch.condition}`);
    },
    [branches, incidentId, runbook.id, applyBranch, skipSteps],
  );
  const undecided = (stepId: string) => {
    const branch = branches.get(stepId);
    return branch && decisionOn(branch, applied);
  };
  return { offers, run, skip, decide, undecided };
}
