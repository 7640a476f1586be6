import { NotebookText, Play, SkipForward } from 'lucide-react';
import { useMemo, useRef } from 'react';
import { type Command, useCommands } from '../../commands/index.ts';
import { useStore } from '../../store/index.ts';
import { focusRunbookPane } from './focus-pane.ts';

const none: readonly Command[] = [];

/** Runbooks by name: one command for each, which attaches it, or brings it to the front where it is attached. */
export function useAttachCommands(): void {
  const incidentId = useStore((state) => state.incidentId);
  const library = useStore((state) => state.library);
  const attached = useStore((state) => state.incident?.runbooks);
  const attachRunbook = useStore((state) => state.attachRunbook);
  const showRunbook = useStore((state) => state.showRunbook);
  const showToast = useStore((state) => state.showToast);
  const commands = useMemo<readonly Command[]>(() => {
    if (incidentId === undefined) return none;
    const isAttached = (id: string) => attached?.some(({ runbookId }) => runbookId === id) ?? false;
    const others = (library ?? []).filter(({ id, isIndex }) => !isIndex && !isAttached(id));
    const shown = (attached ?? []).map(
      ({ runbookId, title }): Command => ({
        id: `runbook.show.${runbookId}`,
        title: `Show runbook: ${title}`,
        group: 'Runbook',
        icon: NotebookText,
        run: () => {
          showRunbook(incidentId, runbookId);
          focusRunbookPane();
        },
      }),
    );
    const attachable = others.map(
      ({ id, title, alerts, services }): Command => ({
        id: `runbook.attach.${id}`,
        title: `Attach: ${title}`,
        group: 'Runbook',
        icon: NotebookText,
        keywords: [...alerts, ...services],
        run: async () => {
          const answer = await attachRunbook(incidentId, id);
          if (answer.ok) focusRunbookPane();
          else showToast({ tone: 'critical', message: answer.error.message, detail: answer.error.action });
        },
      }),
    );
    return [...(shown.length > 1 ? shown : []), ...attachable];
  }, [incidentId, library, attached, attachRunbook, showRunbook, showToast]);
  useCommands(commands);
}

interface StepActions {
  readonly available: boolean;
  onShow(): void;
  onSkip(): void;
}

/** What the pane offers while a step is left to do. */
export function useNextStepCommands(actions: StepActions): void {
  const newest = useRef(actions);
  newest.current = actions;
  const { available } = actions;
  const commands = useMemo<readonly Command[]>(
    () =>
      available
        ? [
            {
              id: 'runbook.next',
              title: 'Go to the next step',
              group: 'Runbook',
              keys: 'Mod+Shift+E',
              icon: Play,
              keywords: ['run', 'step', 'execute'],
              run: () => newest.current.onShow(),
            },
            {
              id: 'runbook.skip',
              title: 'Skip the next step',
              group: 'Runbook',
              icon: SkipForward,
              run: () => newest.current.onSkip(),
            },
          ]
        : none,
    [available],
  );
  useCommands(commands);
}
