import type { StateCreator } from 'zustand';
import type { Session } from '#shared/contract/index.ts';
import {
  keepTabs,
  oneTab,
  resizeAt,
  type SplitDirection,
  type SplitTree,
  showInstead,
  shownTabs,
  splitAt,
  withoutTab,
} from './terminal-splits.ts';

/** What happened in a tab while nobody saw it. */
export interface Unseen {
  readonly output: boolean;
  readonly bell: boolean;
  /** A command that ran long has ended. */
  readonly finished: boolean;
}

/** Which tabs of an incident, or of the desk, are shown where. */
export interface Arrangement {
  /** The tab that takes the keys, and whose place the next one takes. */
  readonly active: string;
  readonly tree: SplitTree;
}

export interface TerminalViews {
  /** Per incident id, or 'desk'; see `arrangementOf` for what holds. */
  readonly arrangements: Readonly<Record<string, Arrangement>>;
  /** The tabs that can be seen now; none while another view is open. */
  readonly seenTabs: readonly string[];
  readonly unseen: Readonly<Record<string, Unseen>>;
  /** Counts up whenever the keyboard should go to the active tab. */
  readonly terminalFocus: number;

  /** Goes to a tab where it is shown already, else shows it in place of the active one. */
  showTab(scope: string, sessionId: string): void;
  /** Shows a tab right of another one or below it; from where it is shown already it moves. */
  splitTab(scope: string, at: string, sessionId: string, direction: SplitDirection): void;
  /** The tab stays open, and its neighbours take its place. */
  closeSplit(scope: string, sessionId: string): void;
  resizeSplit(scope: string, path: readonly number[], sizes: readonly number[]): void;
  arrangeTabs(scope: string, arrangement: Arrangement): void;
  /** One session took the place of another, wherever that was shown. */
  replaceTab(old: string, next: string): void;
  setSeenTabs(sessionIds: readonly string[]): void;
  /** Output or a bell came, or a long command ended; it is kept while the tab cannot be seen. */
  noticeUnseen(sessionId: string, what: keyof Unseen): void;
  focusTerminal(): void;
}

/** The key of `arrangements` for an incident, or for the desk. */
export function tabScope(incidentId: string | undefined): string {
  return incidentId ?? 'desk';
}

/** The arrangement that holds for the tabs there are; undefined without any. */
export function arrangementOf(tabs: readonly Session[], wanted: Arrangement | undefined): Arrangement | undefined {
  const there = new Set(tabs.map(({ sessionId }) => sessionId));
  const last = tabs.at(-1)?.sessionId;
  if (last === undefined) return undefined;
  const tree =
    (wanted && keepTabs(wanted.tree, there)) ?? oneTab(wanted && there.has(wanted.active) ? wanted.active : last);
  const shown = shownTabs(tree);
  const active = wanted && shown.includes(wanted.active) ? wanted.active : (shown.at(-1) ?? last);
  return tree === wanted?.tree && active === wanted.active ? wanted : { active, tree };
}

export const createTerminalViews: StateCreator<TerminalViews, [], [], TerminalViews> = (set, get) => {
  const change = (scope: string, next: (now: Arrangement) => Arrangement, first: string) =>
    set(({ arrangements }) => ({
      arrangements: { ...arrangements, [scope]: next(arrangements[scope] ?? { active: first, tree: oneTab(first) }) },
    }));
  return {
    arrangements: {},
    seenTabs: [],
    unseen: {},
    terminalFocus: 0,

    showTab(scope, sessionId) {
      change(
        scope,
        ({ active, tree }) => ({
          active: sessionId,
          tree: shownTabs(tree).includes(sessionId)
            ? tree
            : shownTabs(tree).includes(active)
              ? showInstead(tree, active, sessionId)
              : oneTab(sessionId),
        }),
        sessionId,
      );
    },

    splitTab(scope, at, sessionId, direction) {
      if (at === sessionId) return;
      change(
        scope,
        ({ tree }) => ({
          active: sessionId,
          tree: splitAt(withoutTab(tree, sessionId) ?? oneTab(at), at, sessionId, direction),
        }),
        at,
      );
    },

    closeSplit(scope, sessionId) {
      const now = get().arrangements[scope];
      const tree = now && withoutTab(now.tree, sessionId);
      if (!now || !tree) return;
      const active = now.active === sessionId ? nextShown(now.tree, sessionId) : now.active;
      get().arrangeTabs(scope, { active, tree });
    },

    resizeSplit(scope, path, sizes) {
      const now = get().arrangements[scope];
      if (now) get().arrangeTabs(scope, { ...now, tree: resizeAt(now.tree, path, sizes) });
    },

    arrangeTabs(scope, arrangement) {
      set(({ arrangements }) => ({ arrangements: { ...arrangements, [scope]: arrangement } }));
    },

    replaceTab(old, next) {
      set(({ arrangements }) => ({
        arrangements: Object.fromEntries(
          Object.entries(arrangements).map(([scope, { active, tree }]) => [
            scope,
            { active: active === old ? next : active, tree: showInstead(tree, old, next) },
          ]),
        ),
      }));
    },

    setSeenTabs(seenTabs) {
      set(({ unseen }) => ({
        seenTabs,
        unseen: Object.fromEntries(Object.entries(unseen).filter(([sessionId]) => !seenTabs.includes(sessionId))),
      }));
    },

    noticeUnseen(sessionId, what) {
      const { seenTabs, unseen } = get();
      const known = unseen[sessionId];
      // Each chunk of output comes here: nothing is set twice.
      if (seenTabs.includes(sessionId) || known?.[what]) return;
      set({
        unseen: { ...unseen, [sessionId]: { output: false, bell: false, finished: false, ...known, [what]: true } },
      });
    },

    focusTerminal() {
      set(({ terminalFocus }) => ({ terminalFocus: terminalFocus + 1 }));
    },
  };
};

/** Where to look after a tab's place is gone: at its neighbour to the right or below, else at the one before. */
function nextShown(tree: SplitTree, sessionId: string): string {
  const shown = shownTabs(tree);
  const index = shown.indexOf(sessionId);
  return shown[index + 1] ?? shown[index - 1] ?? sessionId;
}
