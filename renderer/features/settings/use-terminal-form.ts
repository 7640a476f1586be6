import { useState } from 'react';
import type { Settings } from '#shared/contract/index.ts';
import type { Problem } from '#shared/domain/outcome.ts';
import { keepDraft, readDraft } from '../../components/index.ts';
import { useStore } from '../../store/index.ts';
import { draftOf, parseTerminalDraft, settingsOf, type TerminalDraft, terminalFaults } from './terminal-draft.ts';

const DRAFT = 'terminal settings';

/** The settings of terminals as they are edited; as with the team, what was typed is kept and not in use before it is saved. */
export function useTerminalForm(stored: Settings | undefined) {
  const updateSettings = useStore((state) => state.updateSettings);
  const [draft, setDraft] = useState(() => parseTerminalDraft(readDraft(sessionStorage, DRAFT)));
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [saved, setSaved] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const kept: TerminalDraft | undefined = stored && draftOf(stored);
  const shown = draft ?? kept ?? { profiles: [], scrollback: '10000', copyOnSelect: false };
  const faults = terminalFaults(shown);

  const put = (next: TerminalDraft | undefined) => {
    setDraft(next);
    keepDraft(sessionStorage, DRAFT, next ? JSON.stringify(next) : '');
  };
  const save = async () => {
    setTried(true);
    if (faults.size > 0 || busy) return;
    setBusy(true);
    const { terminalProfiles, ...others } = settingsOf(shown);
    const answer = await updateSettings({ ...others, terminalProfiles: [...terminalProfiles] });
    setBusy(false);
    setProblem(answer.ok ? undefined : answer.error);
    if (!answer.ok) return;
    setSaved(true);
    setTried(false);
    put(undefined);
  };
  return {
    draft: shown,
    tried,
    /** What is wrong, by field, once saving was tried. */
    faults: tried ? faults : new Map<string, string>(),
    faultCount: tried ? faults.size : 0,
    problem,
    busy,
    saved,
    changed: draft !== undefined && JSON.stringify(draft) !== JSON.stringify(kept),
    edit: (change: Partial<TerminalDraft>) => {
      setProblem(undefined);
      put({ ...shown, ...change });
    },
    discard: () => {
      setTried(false);
      setProblem(undefined);
      put(undefined);
    },
    save: () => void save(),
  };
}
