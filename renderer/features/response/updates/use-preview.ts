import { useEffect, useState } from 'react';
import type { Problem } from '#shared/domain/outcome.ts';
import { type UpdatePreview, useStore } from '../../../store/index.ts';
import type { UpdateDraft } from './update-draft.ts';

/** How long one pauses in typing before the text is made anew, milliseconds. */
const PAUSE_MS = 120;

export interface PreviewState {
  /** The newest text; of the draft before, while the next one is on its way. */
  readonly preview: UpdatePreview | undefined;
  readonly problem: Problem | undefined;
  /** The text belongs to the draft as it is now. */
  readonly fresh: boolean;
}

/**
 * The text that would go out for a draft, made by the services as it is typed. `revision` changes with the incident:
 * a template also prints its impact, its times and its people.
 */
export function usePreview(incidentId: string, draft: UpdateDraft, revision: number): PreviewState {
  const previewUpdate = useStore((state) => state.previewUpdate);
  const { templateId, publicStatus } = draft;
  const fields = JSON.stringify(draft.fields);
  const asked = JSON.stringify([incidentId, templateId, publicStatus, fields, revision]);
  const [state, setState] = useState<{ readonly asked: string } & Omit<PreviewState, 'fresh'>>();
  useEffect(() => {
    let overtaken = false;
    const ask = async () => {
      const request = { templateId, publicStatus, fields: JSON.parse(fields) as Record<string, string> };
      const answer = await previewUpdate(incidentId, request);
      if (overtaken) return;
      setState((before) => ({
        asked,
        preview: answer.ok ? answer.value : before?.preview,
        problem: answer.ok ? undefined : answer.error,
      }));
    };
    const timer = setTimeout(() => void ask(), PAUSE_MS);
    return () => {
      overtaken = true;
      clearTimeout(timer);
    };
  }, [previewUpdate, incidentId, templateId, publicStatus, fields, asked]);
  return { preview: state?.preview, problem: state?.problem, fresh: state?.asked === asked };
}
