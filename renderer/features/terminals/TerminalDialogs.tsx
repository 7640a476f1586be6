import { useMemo } from 'react';
import type { Session } from '#shared/contract/index.ts';
import { useStore, useStoreApi } from '../../store/index.ts';
import { CloseDialog } from './CloseDialog.tsx';
import { MoveDialog } from './MoveDialog.tsx';
import type { TerminalTabs } from './use-terminal-tabs.ts';
import { VariablesDialog } from './VariablesDialog.tsx';

/** What is being asked for. */
export type TerminalTask = { readonly kind: 'move'; readonly session: Session } | { readonly kind: 'variables' };

interface Props {
  readonly tabs: TerminalTabs;
  readonly task: TerminalTask | undefined;
  readonly onClose: () => void;
}

/** The dialogs of the terminals pane, of which at most one is open. */
export function TerminalDialogs({ tabs, task, onClose }: Props) {
  const store = useStoreApi();
  const incidents = useStore((state) => state.incidents);
  const open = useMemo(
    () =>
      (incidents ?? []).filter(({ status, mergedInto }) => !mergedInto && status !== 'closed' && status !== 'resolved'),
    [incidents],
  );
  const { question } = tabs;
  if (question) {
    const { session, action } = question;
    const confirm = () => (action === 'close' ? tabs.close(session.sessionId, true) : tabs.restart(session, true));
    return (
      <CloseDialog session={session} action={action} onCancel={tabs.forgetQuestion} onConfirm={() => void confirm()} />
    );
  }
  if (task?.kind === 'move') {
    return (
      <MoveDialog
        session={task.session}
        incidents={open}
        onMove={(incidentId) => store.getState().moveSession(task.session.sessionId, incidentId)}
        onClose={onClose}
      />
    );
  }
  if (task?.kind === 'variables' && tabs.incidentId !== undefined) {
    return <VariablesDialog incidentId={tabs.incidentId} onClose={onClose} />;
  }
  return null;
}
