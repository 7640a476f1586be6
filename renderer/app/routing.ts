import type { IncidentSummary } from '#shared/contract/index.ts';
import { isOver } from '#shared/domain/lifecycle.ts';
import type { View, WarRoomStore } from '../store/index.ts';

const LAST_VIEW = 'last view';
const incidentHash = /^#\/incident\/([0-9a-f-]{36})$/i;

/** The view that an address names: `#/incident/<id>`, or home. Undefined: it names none. */
export function viewOfHash(hash: string): View | undefined {
  if (hash === '#/') return { kind: 'home' };
  const incidentId = incidentHash.exec(hash)?.[1];
  return incidentId ? { kind: 'incident', incidentId } : undefined;
}

export function hashOfView(view: View): string {
  return view.kind === 'home' ? '#/' : `#/incident/${view.incidentId}`;
}

/**
 * Where to start with no address: where one was last, or the one incident that is open. A host may serve the page from
 * another address each time, so what the page kept itself is not always there.
 */
export function firstView(kept: string | undefined, incidents: readonly IncidentSummary[]): View {
  const last = viewOfHash(kept ?? '');
  if (last?.kind === 'home') return last;
  if (last && incidents.some(({ id }) => id === last.incidentId)) return last;
  const [only, ...others] = incidents.filter(({ status }) => !isOver(status));
  return only && others.length === 0 ? { kind: 'incident', incidentId: only.id } : { kind: 'home' };
}

/** Keeps address and view in step, so that a reload and the back button do what one expects. Returns how to stop. */
export function followRoute(store: WarRoomStore): () => void {
  const show = (view: View) => store.getState().showView(view);
  const fromHash = viewOfHash(location.hash);
  if (fromHash) show(fromHash);
  let started = fromHash !== undefined;

  const unsubscribe = store.subscribe((state, before) => {
    if (!started && state.incidents) {
      started = true;
      // Somebody was quicker than the list: a view chosen meanwhile stays.
      if (state.view.kind === 'home') show(firstView(localStorage.getItem(LAST_VIEW) ?? undefined, state.incidents));
    }
    if (state.view === before.view) return;
    const hash = hashOfView(state.view);
    localStorage.setItem(LAST_VIEW, hash);
    if (location.hash !== hash) history.pushState(null, '', hash);
  });
  const onHashChange = () => {
    const view = viewOfHash(location.hash) ?? { kind: 'home' };
    if (hashOfView(store.getState().view) !== hashOfView(view)) show(view);
  };
  window.addEventListener('popstate', onHashChange);
  return () => {
    unsubscribe();
    window.removeEventListener('popstate', onHashChange);
  };
}
