import { useMemo } from 'react';
import type { Settings } from '#shared/contract/index.ts';
import type { RunbookStep } from '#shared/domain/runbook.ts';
import { useStore } from '../../store/index.ts';
import { isPinned, togglePin } from './quick-actions.ts';

const none: Settings['pinnedSteps'] = [];

/** Whether a step stands in the header of every incident, and how to change that. */
export function usePin(runbookId: string, step: RunbookStep) {
  const pins = useStore((state) => state.settings?.pinnedSteps ?? none);
  const updateSettings = useStore((state) => state.updateSettings);
  const showToast = useStore((state) => state.showToast);
  return useMemo(() => {
    const pin = { runbookId, stepId: step.id, label: step.quickAction ?? step.title };
    return {
      pinned: isPinned(pins, pin),
      toggle: async () => {
        const answer = await updateSettings({ pinnedSteps: togglePin(pins, pin) });
        if (!answer.ok) {
          showToast({ tone: 'critical', message: answer.error.message, detail: answer.error.action });
        }
      },
    };
  }, [pins, runbookId, step, updateSettings, showToast]);
}
