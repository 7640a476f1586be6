import type { StepView } from './steps.ts';

/** Steps in a row that stand under one condition. */
export interface Branch {
  /** Stable while other parts of the runbook are edited: the condition, and the step that it begins with. */
  readonly key: string;
  readonly condition: string;
  /** In the order of the file. */
  readonly views: readonly StepView[];
  /** Those of branches of this branch, right behind it: they go with it. */
  readonly nested: readonly StepView[];
}

/** Each step's branch; a step that is done in any case has none. */
export function branchesOf(views: readonly StepView[]): ReadonlyMap<string, Branch> {
  const branches = new Map<string, Branch>();
  let from = 0;
  for (let at = 1; at <= views.length; at += 1) {
    const condition = views[from]?.step.condition;
    if (at < views.length && views[at]?.step.condition === condition) continue;
    const members = views.slice(from, at);
    const first = members[0]?.step.id;
    if (condition !== undefined && first !== undefined) {
      const branch = {
        key: JSON.stringify([condition, first]),
        condition,
        views: members,
        nested: nestedIn(condition, views.slice(at)),
      };
      for (const { step } of members) branches.set(step.id, branch);
    }
    from = at;
  }
  return branches;
}

/** Conditions within conditions are written as "If sealed; If on standby". */
function nestedIn(condition: string, following: readonly StepView[]): readonly StepView[] {
  const end = following.findIndex(({ step }) => !step.condition?.startsWith(`${condition}; `));
  return end === -1 ? following : following.slice(0, end);
}

/**
 * 'open': nobody has said whether it applies, by saying so or by running one of its steps; 'declined': all of its steps
 * were skipped. Undefined: it applies.
 */
export type Undecided = 'open' | 'declined' | undefined;

export function decisionOn({ key, views }: Branch, applied: readonly string[]): Undecided {
  if (applied.includes(key) || views.some(({ state }) => state !== 'to do' && state !== 'skipped')) return undefined;
  return views.every(({ state }) => state === 'skipped') ? 'declined' : 'open';
}

/** The steps that go when it does not apply. */
export function stepsToSkip({ views, nested }: Branch): readonly string[] {
  return [...views, ...nested].filter(({ state }) => state === 'to do').map(({ step }) => step.id);
}
