import { SquareTerminal, TextSelect } from 'lucide-react';
import type { TerminalProfile } from '#shared/domain/terminal-profile.ts';
import { Button, EmptyState, ErrorNote } from '../../components/index.ts';
import { useStore, useStoreApi } from '../../store/index.ts';
import type { NewTab, RunbookChoice } from './NewTabMenu.tsx';

interface Props {
  readonly profiles: readonly TerminalProfile[];
  readonly runbooks: readonly RunbookChoice[];
  readonly onOpen: (what: NewTab) => void;
}

/** What stands where no terminal is open yet. */
export function NoTerminal({ profiles, runbooks, onOpen }: Props) {
  const opening = useStore((state) => state.opening);
  const [first] = runbooks;
  return (
    <div className="absolute inset-0">
      <EmptyState
        icon={SquareTerminal}
        title="No terminal open"
        actions={
          <>
            <Button size="medium" busy={opening} shortcut="Mod+Shift+T" onClick={() => onOpen({})}>
              Open a terminal
            </Button>
            {first && (
              <Button
                size="medium"
                icon={TextSelect}
                className="max-w-full"
                title={first.title}
                onClick={() => onOpen({ runbook: first })}
              >
                <span className="truncate">Open from {runbooks.length === 1 ? first.title : 'a runbook'}</span>
              </Button>
            )}
          </>
        }
      >
        Commands run here go on the timeline with their exit code and output.
        {profiles.length > 0 && ' Profiles stand under + above.'}
      </EmptyState>
    </div>
  );
}

/** Why a tab did not open or start again, over the terminals, with what can be done. */
export function OpenProblemNote() {
  const store = useStoreApi();
  const problem = useStore((state) => state.openProblem);
  const settings = useStore((state) => state.settings);
  if (!problem) return null;
  const { openSession, forgetOpenProblem, focusTerminal, showOverlay } = store.getState();
  const open = async (request: typeof problem.request) => {
    if (await openSession(request)) focusTerminal();
  };
  const { profileId, cwd: _gone, ...plain } = problem.request;
  const ofProfile = profileId !== undefined || problem.code === 'unknown-profile';
  const profile = settings?.terminalProfiles.find(({ id }) => id === profileId);
  return (
    <div className="absolute inset-x-3 bottom-3 z-10">
      <ErrorNote message={problem.message} action={problem.action}>
        {problem.code !== 'unknown-profile' && <Button onClick={() => void open(problem.request)}>Try again</Button>}
        {ofProfile && <Button onClick={() => void open(plain)}>Open your shell instead</Button>}
        {ofProfile && (
          <Button look="quiet" onClick={() => showOverlay({ kind: 'settings', tab: 'terminals' })}>
            {profile ? `Edit ${profile.name}` : 'Edit profiles'}
          </Button>
        )}
        <Button look="quiet" onClick={forgetOpenProblem}>
          Dismiss
        </Button>
      </ErrorNote>
    </div>
  );
}
