import type { StateCreator } from 'zustand';
import type { Client, RiskRulesState, RunbookFolder, RunbookSummary } from '#shared/contract/index.ts';
import { type Outcome, type Problem, succeed } from '#shared/domain/outcome.ts';
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
  /** As it is shown: the services run no other. */
  readonly command: string;
  readonly parameters: ParameterValues;
  readonly submit: boolean;
  readonly confirmedTarget?: string;
}

/** `count` tells two presses on the same action apart. */
export interface AskedStep extends StepTarget {
  readonly count: number;
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
  /** Where runbooks come from; undefined until somebody looked and the services have answered. */
  readonly runbookFolders: readonly RunbookFolder[] | undefined;
  readonly riskRules: RiskRulesState | undefined;
  /** Branches that somebody said apply, by `attachedKey`; see `branchKey`. */
  readonly appliedBranches: Readonly<Record<string, readonly string[]>>;
  /** The step that somebody asked for elsewhere, until the pane shows it. */
  readonly askedStep: AskedStep | undefined;
  /** By `stepKey`. */
  readonly stepProblems: Readonly<Record<string, StepProblem>>;
  readonly busySteps: Readonly<Record<string, true>>;

  followLibrary(signal: AbortSignal): void;
  /** Follows folders and risk rules until `signal` aborts. */
  followRunbookPlaces(signal: AbortSignal): void;
  /** A runbook as its file is now; it belongs to no incident. */
  readLibraryRunbook(runbookId: string): Promise<Outcome<Runbook>>;
  /** Reads a runbook as it was attached to an incident. */
  loadRunbook(incidentId: string, runbookId: string): Promise<void>;
  attachRunbook(incidentId: string, runbookId: string): Promise<Outcome<unknown>>;
  showRunbook(incidentId: string, runbookId: string): void;
  /** Remembers values for all steps of this incident; the services leave out secret ones. */
  setParameters(incidentId: string, runbookId: string, values: ParameterValues): Promise<Outcome<unknown>>;
  /** Has a block of an attached runbook treated as shell from now on, or no longer, and reads it again. */
  treatAsShell(incidentId: string, runbookId: string, shellId: string, treat: boolean): Promise<Outcome<unknown>>;
  applyBranch(incidentId: string, runbookId: string, branch: string): void;
  /** Shows a step as if it had been chosen in the pane; attaches its runbook first where it is not `attached`. */
  openStep(target: StepTarget, attached: boolean): Promise<Outcome<unknown>>;
  forgetAskedStep(): void;
  runStep(request: RunStepRequest): Promise<Outcome<{ readonly commandLine: string; readonly submitted: boolean }>>;
  skipStep(target: StepTarget, reason: string): Promise<Outcome<unknown>>;
  /** Skips several steps of one runbook for one reason, in their order; ends at the first that is refused. */
  skipSteps(
    incidentId: string,
    runbookId: string,
    stepIds: readonly string[],
    reason: string,
  ): Promise<Outcome<unknown>>;
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
    runbookFolders: undefined,
    riskRules: undefined,
    appliedBranches: {},
    askedStep: undefined,
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

    followRunbookPlaces(signal) {
      void followStream({
        open: () => client.runbooks.watchFolders(undefined, { signal }),
        onValue: (runbookFolders) => set({ runbookFolders }),
        signal,
      });
      void followStream({
        open: () => client.runbooks.watchRiskRules(undefined, { signal }),
        onValue: (riskRules) => set({ riskRules }),
        signal,
      });
    },

    async readLibraryRunbook(runbookId) {
      const answer = await client.runbooks.get({ runbookId }).catch(servicesSilent);
      return answer.ok ? succeed(answer.value.runbook) : answer;
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

    setParameters: (incidentId, runbookId, values) =>
      client.runbooks.setParameters({ incidentId, runbookId, values }).catch(servicesSilent),

    async treatAsShell(incidentId, runbookId, shellId, treat) {
      const answer = await client.runbooks.treatAsShell({ runbookId, shellId, treat }).catch(servicesSilent);
      if (answer.ok) await get().loadRunbook(incidentId, runbookId);
      return answer;
    },

    applyBranch(incidentId, runbookId, branch) {
      const key = attachedKey(incidentId, runbookId);
      set(({ appliedBranches }) => ({
        appliedBranches: { ...appliedBranches, [key]: [...(appliedBranches[key] ?? []), branch] },
      }));
    },

    async openStep(target, attached) {
      const answer = attached ? succeed({}) : await get().attachRunbook(target.incidentId, target.runbookId);
      if (!answer.ok) return answer;
      get().showRunbook(target.incidentId, target.runbookId);
      set(({ askedStep }) => ({ askedStep: { ...target, count: (askedStep?.count ?? 0) + 1 } }));
      return answer;
    },

    forgetAskedStep() {
      set({ askedStep: undefined });
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

    async skipSteps(incidentId, runbookId, stepIds, reason) {
      for (const stepId of stepIds) {
        const answer = await get().skipStep({ incidentId, runbookId, stepId }, reason);
        if (!answer.ok) return answer;
      }
      return succeed({});
    },

    setStepProblem(target, problem) {
      const key = stepKey(target);
      set(({ stepProblems: { [key]: _, ...rest } }) => ({
        stepProblems: problem ? { ...rest, [key]: problem } : rest,
      }));
    },
  });
}
