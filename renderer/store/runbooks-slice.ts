import type { StateCreator } from 'zustand';
import type { Client, RunbookSummary } from '#shared/contract/index.ts';
import type { Outcome, Problem } from '#shared/domain/outcome.ts';
import type { Runbook } from '#shared/domain/runbook.ts';
import { followStream } from './follow-stream.ts';
import { servicesSilent } from './services-silent.ts';

export type RunbookState =
  | { readonly kind: 'loading' }
  /** `newerFile`: the file has changed since it was attached. */
  | { readonly kind: 'ready'; readonly runbook: Runbook; readonly newerFile: boolean }
  | { readonly kind: 'failed'; readonly problem: Problem };

type ParameterValues = Readonly<Record<string, string>>;

/** One step, named fully. */
export interface StepTarget {
  readonly incidentId: string;
  readonly runbookId: string;
  readonly stepId: string;
}

export interface RunStepRequest extends StepTarget {
  readonly sessionId: string;
  readonly parameters: ParameterValues;
  readonly submit: boolean;
  readonly confirmedTarget?: string;
}

/** Why a step is not where it should be; shown under the step. */
export interface StepProblem extends Problem {
  /** What would have been put into the tab, to be copied instead. */
  readonly commandLine?: string;
}

export interface RunbooksSlice {
  /** Undefined until the services have sent it. */
  readonly library: readonly RunbookSummary[] | undefined;
  /** As they were attached, by `attachedKey`. */
  readonly runbooks: Readonly<Record<string, RunbookState>>;
  /** The attached runbook in front, per incident. */
  readonly activeRunbooks: Readonly<Record<string, string>>;
  /** Answers given in this page, per incident; never a secret. */
  readonly parameterValues: Readonly<Record<string, ParameterValues>>;
  /** By `stepKey`. */
  readonly stepProblems: Readonly<Record<string, StepProblem>>;
  readonly busySteps: Readonly<Record<string, true>>;

  followLibrary(signal: AbortSignal): void;
  /** Reads a runbook as it was attached to an incident. */
  loadRunbook(incidentId: string, runbookId: string): Promise<void>;
  attachRunbook(incidentId: string, runbookId: string): Promise<Outcome<unknown>>;
  showRunbook(incidentId: string, runbookId: string): void;
  rememberParameters(incidentId: string, values: ParameterValues): void;
  runStep(request: RunStepRequest): Promise<Outcome<{ readonly commandLine: string; readonly submitted: boolean }>>;
  skipStep(target: StepTarget, reason: string): Promise<Outcome<unknown>>;
  setStepProblem(target: StepTarget, problem: StepProblem | undefined): void;
}

/** The key of an attached runbook in `runbooks`. */
export function attachedKey(incidentId: string, runbookId: string): string {
  return JSON.stringify([incidentId, runbookId]);
}

/** The key of a step in `stepProblems` and `busySteps`. */
export function stepKey({ incidentId, runbookId, stepId }: StepTarget): string {
  return JSON.stringify([incidentId, runbookId, stepId]);
}

/** The runbooks part of the store. How far a step is comes from the incident's events, not from here. */
export function createRunbooksSlice(client: Client): StateCreator<RunbooksSlice, [], [], RunbooksSlice> {
  return (set, get) => ({
    library: undefined,
    runbooks: {},
    activeRunbooks: {},
    parameterValues: {},
    stepProblems: {},
    busySteps: {},

    followLibrary(signal) {
      void followStream({
        open: () => client.runbooks.watchLibrary(undefined, { signal }),
        onValue: (library) => {
          set({ library });
          // A file of the watched folder changed: what is on the screen is read again.
          for (const key of Object.keys(get().runbooks)) {
            const [incidentId = '', runbookId = ''] = JSON.parse(key) as string[];
            void get().loadRunbook(incidentId, runbookId);
          }
        },
        signal,
      });
    },

    async loadRunbook(incidentId, runbookId) {
      const key = attachedKey(incidentId, runbookId);
      const put = (state: RunbookState) => set(({ runbooks }) => ({ runbooks: { ...runbooks, [key]: state } }));
      if (get().runbooks[key]?.kind !== 'ready') put({ kind: 'loading' });
      const answer = await client.runbooks.get({ runbookId, incidentId }).catch(servicesSilent);
      put(answer.ok ? { kind: 'ready', ...answer.value } : { kind: 'failed', problem: answer.error });
    },

    async attachRunbook(incidentId, runbookId) {
      const answer = await client.runbooks.attach({ incidentId, runbookId }).catch(servicesSilent);
      if (answer.ok) get().showRunbook(incidentId, runbookId);
      return answer;
    },

    showRunbook(incidentId, runbookId) {
      set(({ activeRunbooks }) => ({ activeRunbooks: { ...activeRunbooks, [incidentId]: runbookId } }));
    },

    rememberParameters(incidentId, values) {
      set(({ parameterValues }) => ({
        parameterValues: { ...parameterValues, [incidentId]: { ...parameterValues[incidentId], ...values } },
      }));
    },

    async runStep(request) {
      const key = stepKey(request);
      get().setStepProblem(request, undefined);
      set(({ busySteps }) => ({ busySteps: { ...busySteps, [key]: true } }));
      const answer = await client.runbooks.runStep(request).catch(servicesSilent);
      set(({ busySteps: { [key]: _, ...busySteps } }) => ({ busySteps }));
      if (!answer.ok) get().setStepProblem(request, answer.error);
      return answer;
    },

    async skipStep(target, reason) {
      get().setStepProblem(target, undefined);
      const answer = await client.runbooks
        .skipStep({ ...target, ...(reason === '' ? {} : { reason }) })
        .catch(servicesSilent);
      if (!answer.ok) get().setStepProblem(target, answer.error);
      return answer;
    },

    setStepProblem(target, problem) {
      const key = stepKey(target);
      set(({ stepProblems: { [key]: _, ...rest } }) => ({
        stepProblems: problem ? { ...rest, [key]: problem } : rest,
      }));
    },
  });
}
