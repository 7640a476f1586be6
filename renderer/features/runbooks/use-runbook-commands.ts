import { BookOpen, Play, SkipForward } from 'lucide-react';
import { useMemo, useRef } from 'react';
import { type Command, useCommands } from '../../commands/index.ts';

const none: readonly Command[] = [];

interface PaneActions {
  readonly attachable: boolean;
  onAttach(): void;
}

/** What the pane offers to the palette whether or not a runbook is attached. */
export function useRunbookCommands(actions: PaneActions): void {
  const newest = useRef(actions);
  newest.current = actions;
  const { attachable } = actions;
  const commands = useMemo<readonly Command[]>(
    () =>
      attachable
        ? [
            {
              id: 'runbook.attach',
              title: 'Attach a runbook…',
              group: 'Runbook',
              icon: BookOpen,
              keywords: ['library', 'playbook', 'steps'],
              run: () => newest.current.onAttach(),
            },
          ]
        : none,
    [attachable],
  );
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
