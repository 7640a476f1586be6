import { useCallback } from 'react';
import type { Runbook, RunbookStep } from '#shared/domain/runbook.ts';
import { tabScope, useStoreApi } from '../../store/index.ts';
import { chooseSession, waitForPrompt } from './choose-session.ts';
import type { ParameterValues } from './parameters.ts';
import { commandToCopy } from './plan-step.ts';

export interface RunRequest {
  readonly incidentId: string;
  readonly runbook: Runbook;
  readonly step: RunbookStep;
  readonly values: ParameterValues;
  readonly submit: boolean;
  readonly confirmedTarget?: string | undefined;
}

/** A fresh shell with the person's own start-up files may take this long to reach its prompt, milliseconds. */
const PROMPT_LIMIT = 10_000;

/** Runs or inserts a step in the runbook's tab, opening one first when there is none, and shows that tab. */
export function useRunStep(): (request: RunRequest) => Promise<void> {
  const store = useStoreApi();
  return useCallback(
    async ({ incidentId, runbook, step, values, submit, confirmedTarget }) => {
      const scope = tabScope(incidentId);
      const { sessions = [], arrangements, openSession, showTab } = store.getState();
      const tabs = sessions.filter((session) => session.incidentId === incidentId);
      const session =
        chooseSession(tabs, arrangements[scope]?.active, runbook.id) ??
        (await openSession({ incidentId, runbookId: runbook.id, title: runbook.title }));
      // Why no tab opened is said in the terminals pane, where it would be.
      if (!session) return;
      const { sessionId } = session;
      showTab(scope, sessionId);
      await waitForPrompt(
        {
          get: () => store.getState().sessions?.find((one) => one.sessionId === sessionId),
          subscribe: (changed) => store.subscribe(changed),
        },
        PROMPT_LIMIT,
      );
      const target = { incidentId, runbookId: runbook.id, stepId: step.id };
      const answer = await store.getState().runStep({
        ...target,
        sessionId,
        command: step.command,
        parameters: values,
        submit,
        ...(confirmedTarget === undefined ? {} : { confirmedTarget }),
      });
      if (!answer.ok) {
        const commandLine = commandToCopy(step.command, values);
        store.getState().setStepProblem(target, { ...answer.error, commandLine });
      } else if (!answer.value.submitted) store.getState().focusTerminal();
    },
    [store],
  );
}
