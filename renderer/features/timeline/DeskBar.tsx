import { Import } from 'lucide-react';
import { useEffect, useMemo, useState } from 'react';
import { isOver } from '#shared/domain/lifecycle.ts';
import type { Problem } from '#shared/domain/outcome.ts';
import { plural } from '#shared/domain/plural.ts';
import { type Command, useCommands } from '../../commands/index.ts';
import { Button, ErrorNote, keepDraft, readDraft } from '../../components/index.ts';
import { useStore, useStoreApi } from '../../store/index.ts';

const HOUR = 3_600_000;
/** Somebody answered the question for that incident; a reload does not ask again. */
const answered = (incidentId: string) => `desk of ${incidentId}`;

/** After a declaration: offers to bring in what happened on this device in the hour before. */
export function DeskBar() {
  const store = useStoreApi();
  const offer = useStore(({ deskOffer, incidentId }) => (deskOffer?.incidentId === incidentId ? deskOffer : undefined));
  const incidentId = useStore((state) => state.incident?.id);
  const detectedAt = useStore((state) => state.incident?.timestamps.detectedAt);
  const declaredAt = useStore((state) => state.incident?.timestamps.declaredAt);
  const over = useStore((state) => state.incident !== undefined && isOver(state.incident.status));
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();

  useEffect(() => {
    if (incidentId === undefined || detectedAt === undefined || declaredAt === undefined || over) return;
    // Later than an hour after it nobody thinks of the hour before; the palette still offers it.
    if (Date.now() - declaredAt > HOUR || readDraft(sessionStorage, answered(incidentId)) !== '') return;
    void store.getState().lookAtDesk(incidentId, detectedAt - HOUR);
  }, [store, incidentId, detectedAt, declaredAt, over]);

  useCommands(
    useMemo((): readonly Command[] => {
      if (incidentId === undefined || detectedAt === undefined) return [];
      return [
        {
          id: 'timeline.desk',
          title: 'Bring in what happened before the declaration',
          group: 'Timeline',
          icon: Import,
          keywords: ['backfill', 'desk', 'last hour', '60 minutes'],
          run: async () => {
            const entries = await store.getState().lookAtDesk(incidentId, detectedAt - HOUR);
            if (entries > 0) return;
            store.getState().showToast({
              tone: 'neutral',
              message: 'Nothing to bring in',
              detail: 'This device recorded nothing in the hour before that is not on the timeline.',
            });
          },
        },
      ];
    }, [store, incidentId, detectedAt]),
  );

  if (!offer) return null;
  const settle = () => keepDraft(sessionStorage, answered(offer.incidentId), 'answered');
  const bringIn = async () => {
    setBusy(true);
    const answer = await store.getState().bringIn();
    setBusy(false);
    setProblem(answer.ok ? undefined : answer.error);
    if (answer.ok) settle();
  };
  return (
    <div className="shrink-0 border-b border-line bg-raised px-3.5 py-2">
      <div role="status" className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
        <p className="min-w-40 flex-1 text-ink-2">
          <b className="font-semibold text-ink">{plural(offer.entries, 'entry', 'entries')}</b> from the last 60 minutes
          before the declaration
        </p>
        <div className="flex gap-1.5">
          <Button busy={busy} onClick={() => void bringIn()}>
            Bring in
          </Button>
          <Button
            look="quiet"
            onClick={() => {
              settle();
              store.getState().dismissDesk();
            }}
          >
            Not now
          </Button>
        </div>
      </div>
      {problem && (
        <div className="mt-1.5">
          <ErrorNote plain message={problem.message} action={problem.action} />
        </div>
      )}
    </div>
  );
}
