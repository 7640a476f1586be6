import { useEffect, useRef, useState } from 'react';
import type { Problem } from '#shared/domain/outcome.ts';
import { Button, Dialog, ErrorNote, Skeleton } from '../../components/index.ts';
import { useStoreApi } from '../../store/index.ts';
import { rowsOf, type VariableRow, VariableRows, variableFaults, variablesOf } from '../settings/index.ts';

interface Props {
  readonly incidentId: string;
  readonly onClose: () => void;
}

/** What every terminal of the incident has in its environment. */
export function VariablesDialog({ incidentId, onClose }: Props) {
  const store = useStoreApi();
  const form = useRef<HTMLFormElement>(null);
  const [rows, setRows] = useState<readonly VariableRow[]>();
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();

  useEffect(() => {
    let gone = false;
    void store
      .getState()
      .loadVariables(incidentId)
      .then((variables) => {
        if (gone) return;
        if (variables) setRows(rowsOf(variables));
        else
          setProblem({
            code: 'silent',
            message: 'The variables could not be read.',
            action: 'Close this and try again.',
          });
      });
    return () => {
      gone = true;
    };
  }, [store, incidentId]);

  const save = async () => {
    setTried(true);
    if (!rows || busy) return;
    if (variableFaults(rows).size > 0) {
      requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
      return;
    }
    setBusy(true);
    const answer = await store.getState().saveVariables(incidentId, variablesOf(rows));
    setBusy(false);
    if (!answer.ok) return setProblem(answer.error);
    store
      .getState()
      .showToast({ message: 'Variables saved', detail: 'They are in every terminal opened from now on.', tone: 'ok' });
    onClose();
  };

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Variables for this incident"
      description="Every terminal opened for it from now on has them in its environment. They are in no record and no export, unless a program prints them."
      footer={
        <>
          <Button size="medium" look="quiet" onClick={onClose}>
            Cancel
          </Button>
          <Button size="medium" look="primary" busy={busy} disabled={!rows} onClick={() => void save()}>
            Save
          </Button>
        </>
      }
    >
      <form
        ref={form}
        aria-label="Variables"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        {rows ? (
          <VariableRows rows={rows} tried={tried} onChange={setRows} />
        ) : (
          !problem && <Skeleton className="h-8" />
        )}
        <button type="submit" hidden />
      </form>
      {problem && (
        <div className="mt-3">
          <ErrorNote message={problem.message} action={problem.action} />
        </div>
      )}
    </Dialog>
  );
}
