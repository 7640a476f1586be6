import { useEffect, useState } from 'react';
import type { UpdateTemplate } from '#shared/contract/index.ts';
import type { Incident } from '#shared/domain/incident.ts';
import { keepDraft, readDraft } from '../../../components/index.ts';
import { beginDraft, isWritten, parseDraft, suggestTemplate, type UpdateDraft } from './update-draft.ts';

/**
 * The update that is being written for an incident. What a person put into it survives closing the panel and a reload
 * of the page; an untouched one is what fits the present status.
 */
export function useUpdateDraft(incident: Incident, templates: readonly UpdateTemplate[]) {
  const name = `update ${incident.id}`;
  const [touched, setTouched] = useState(() => parseDraft(readDraft(sessionStorage, name), templates));
  useEffect(() => {
    keepDraft(sessionStorage, name, touched && isWritten(touched) ? JSON.stringify(touched) : '');
  }, [name, touched]);

  const suggested = suggestTemplate(templates, incident.status);
  // A team can take its template away while somebody writes.
  const usable = touched && templates.some(({ id }) => id === touched.templateId) ? touched : undefined;
  const draft = usable ?? (suggested && beginDraft(suggested, incident));
  return {
    draft,
    template: templates.find(({ id }) => id === draft?.templateId),
    edit: (change: Partial<UpdateDraft>) => setTouched(draft && { ...draft, ...change }),
    /** Takes another template, with what was filled in where it has the same field. */
    choose: (templateId: string) => {
      const next = templates.find(({ id }) => id === templateId);
      if (!next || !draft) return;
      const same = Object.entries(draft.fields).filter(([id]) => next.fields.some((field) => field.id === id));
      setTouched({ ...beginDraft(next, incident), fields: Object.fromEntries(same), others: draft.others });
    },
    /** Gives up the text that was edited by hand. */
    followTemplate: () => {
      if (!draft) return;
      const { text: _, ...rest } = draft;
      setTouched(rest);
    },
    startAnew: () => setTouched(undefined),
  };
}
