import { useState } from 'react';
import type { Problem } from '#shared/domain/outcome.ts';
import { NO_TEAM, type Team, teamProblems } from '#shared/domain/team.ts';
import { keepDraft, readDraft } from '../../components/index.ts';
import { useStore } from '../../store/index.ts';
import { isSameTeam, parseTeamDraft } from './team-draft.ts';

const DRAFT = 'team';

/**
 * The team as it is edited. What was typed survives closing the dialog and a reload of the page, and is not in use
 * before it is saved.
 */
export function useTeamForm(stored: Team | undefined) {
  const updateSettings = useStore((state) => state.updateSettings);
  const [draft, setDraft] = useState(() => parseTeamDraft(readDraft(sessionStorage, DRAFT)));
  /** Saving was tried: from then on faults are said beside their fields. */
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [saved, setSaved] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const team = draft ?? stored ?? NO_TEAM;
  const faults = teamProblems(team);

  const put = (next: Team | undefined) => {
    setDraft(next);
    keepDraft(sessionStorage, DRAFT, next ? JSON.stringify(next) : '');
  };
  const save = async () => {
    setTried(true);
    if (faults.length > 0 || busy) return;
    setBusy(true);
    const answer = await updateSettings({ team });
    setBusy(false);
    setProblem(answer.ok ? undefined : answer.error);
    if (!answer.ok) return;
    setSaved(true);
    setTried(false);
    put(undefined);
  };
  return {
    team,
    /** What is wrong, once saving was tried. */
    faults: tried ? faults : [],
    problem,
    busy,
    saved,
    changed: draft !== undefined && !isSameTeam(draft, stored),
    edit: (change: Partial<Team>) => {
      setProblem(undefined);
      put({ ...team, ...change });
    },
    discard: () => {
      setTried(false);
      setProblem(undefined);
      put(undefined);
    },
    save: () => void save(),
  };
}
