import { FilePenLine, FilePlus2, ScrollText } from 'lucide-react';
import { useMemo } from 'react';
import { type Command, useCommands } from '../../commands/index.ts';
import { useStore, useStoreApi } from '../../store/index.ts';
import { NEW_RUNBOOK } from './new-runbook.ts';

/** What the palette offers of editing runbooks, while none is edited. */
export function useRunbookEditorCommands(): void {
  const store = useStoreApi();
  const editing = useStore((state) => state.runbookEditor !== undefined);
  const incidentId = useStore((state) => (state.view.kind === 'incident' ? state.view.incidentId : undefined));
  const shown = useStore(({ incident, activeRunbooks }) => {
    const attached = incident?.runbooks;
    return attached?.find(({ runbookId }) => runbookId === activeRunbooks[incident?.id ?? '']) ?? attached?.at(-1);
  });
  const runbookId = incidentId === undefined ? undefined : shown?.runbookId;
  const title = shown?.title ?? '';
  useCommands(
    useMemo((): readonly Command[] => {
      if (editing) return [];
      const { openRunbookEditor, draftRunbook, showToast } = store.getState();
      const fromIncident = async (id: string) => {
        const answer = await draftRunbook(id);
        if (!answer.ok) showToast({ message: answer.error.message, detail: answer.error.action, tone: 'critical' });
      };
      return [
        ...(runbookId === undefined
          ? []
          : [
              {
                id: 'runbook.edit',
                title: 'Edit this runbook …',
                group: 'Runbook',
                icon: FilePenLine,
                keywords: ['change', 'write', 'update', title],
                run: () => void openRunbookEditor({ runbookId, title }),
              } as const,
            ]),
        ...(incidentId === undefined
          ? []
          : [
              {
                id: 'runbook.from-incident',
                title: "Make a runbook from this incident's commands …",
                group: 'Runbook',
                icon: ScrollText,
                keywords: ['create', 'write', 'history', 'draft'],
                run: () => void fromIncident(incidentId),
              } as const,
            ]),
        {
          id: 'runbook.new',
          title: 'New runbook …',
          group: 'Runbook',
          icon: FilePlus2,
          keywords: ['create', 'write', 'add'],
          run: () => void openRunbookEditor({ title: 'New runbook', text: NEW_RUNBOOK }),
        },
      ];
    }, [store, editing, incidentId, runbookId, title]),
  );
}
