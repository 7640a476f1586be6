import { NotebookText, Play, SkipForward } from 'lucide-react';
import { useMemo, useRef } from 'react';
import { type Command, useCommands } from '../../commands/index.ts';
import { useStore } from '../../store/index.ts';
import { focusRunbookPane } from './focus-pane.ts';

const none: readonly Command[] = [];

/** Attaching by name: one command per runbook that is not attached yet. */
export function useAttachCommands(): void {
  const incidentId = useStore((state) => state.incidentId);
  const library = useStore((state) => state.library);
  const attached = useStore((state) => state.incident?.runbooks);
  const attachRunbook = useStore((state) => state.attachRunbook);
  const showToast = useStore((state) => state.showToast);
  const commands = useMemo<readonly Command[]>(() => {
    if (incidentId === undefined) return none;
    const others = (library ?? []).filter(({ id, isIndex }) => {
      return !isIndex && !attached?.some(({ runbookId }) => runbookId === id);
    });
    return others.map(({ id, title, alerts, services }) => ({
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
    }));
  }, [incidentId, library, attached, attachRunbook, showToast]);
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
