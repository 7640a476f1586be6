import { useState } from 'react';
import type { IncidentSummary, Session } from '#shared/contract/index.ts';
import type { Outcome, Problem } from '#shared/domain/outcome.ts';
import { Button, Dialog, ErrorNote, Select } from '../../components/index.ts';

interface Props {
  readonly session: Session;
  /** Those that are open. */
  readonly incidents: readonly IncidentSummary[];
  /** Undefined: to the desk. */
  readonly onMove: (incidentId: string | undefined) => Promise<Outcome<unknown>>;
  readonly onClose: () => void;
}

const DESK = 'desk';

/** Gives a terminal to another incident or to the desk. Both records say so. */
export function MoveDialog({ session, incidents, onMove, onClose }: Props) {
  const others = incidents.filter(({ id }) => id !== session.incidentId);
  const options = [
    ...others.map(({ id, severity, title }) => ({ value: id, label: `${severity}  ${title}` })),
    ...(session.incidentId === undefined ? [] : [{ value: DESK, label: 'The desk: no incident' }]),
  ];
  const [target, setTarget] = useState(options[0]?.value ?? DESK);
  const [problem, setProblem] = useState<Problem>();
  const [busy, setBusy] = useState(false);
  const move = async () => {
    setBusy(true);
    const answer = await onMove(target === DESK ? undefined : target);
    setBusy(false);
    if (answer.ok) onClose();
    else setProblem(answer.error);
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Move ${session.title}`}
      description="The shell runs on. What it does from now on goes on the record of where it is; both records say that it moved."
      size="small"
      footer={
        <>
          <Button size="medium" look="quiet" onClick={onClose}>
            Cancel
          </Button>
          <Button size="medium" look="primary" busy={busy} onClick={() => void move()}>
            Move
          </Button>
        </>
      }
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void move();
        }}
      >
        <Select label="To" autoFocus value={target} onChange={setTarget} options={options} />
        {target === DESK && (
          <p className="mt-2 text-small text-ink-2">
            From the desk it can be brought into any incident: + and its name.
          </p>
        )}
      </form>
      {problem && (
        <div className="mt-3">
          <ErrorNote message={problem.message} action={problem.action} />
        </div>
      )}
    </Dialog>
  );
}
