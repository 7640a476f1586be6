import { expect, it } from 'vitest';
import type { UpdateTemplate } from '#shared/contract/index.ts';
import { beginDraft, isWritten, parseDraft, suggestTemplate, type UpdateDraft } from './update-draft.ts';

const template = (id: string, audience: UpdateTemplate['audience'], ...publicStatuses: string[]): UpdateTemplate => ({
  id,
  name: id,
  audience,
  publicStatuses,
  fields: [{ id: 'impact', label: 'Impact', multiline: true, required: true, initial: '' }],
});
const templates = [
  template('mail', 'customers', 'Investigating', 'Resolved'),
  template('internal', 'internal', 'Investigating', 'Identified', 'Mitigating', 'Resolved'),
  template('page-identified', 'status page', 'Identified'),
  template('page-investigating', 'status page', 'Investigating'),
];
const draft: UpdateDraft = {
  templateId: 'internal',
  publicStatus: 'Mitigating',
  fields: { impact: 'Payments fail' },
  channels: ['#incidents'],
  others: '',
};

it('suggests the page for the public that fits the status, else what fits at all', () => {
  expect(suggestTemplate(templates, 'detected')?.id).toBe('page-investigating');
  expect(suggestTemplate(templates, 'identified')?.id).toBe('page-identified');
  expect(suggestTemplate(templates, 'resolved')?.id).toBe('mail');
  expect(suggestTemplate([], 'detected')).toBeUndefined();
});

it('begins with the word that the readers would see now, or the only one there is', () => {
  const word = (index: number, status: 'mitigating' | 'resolved') =>
    templates[index] && beginDraft(templates[index], { status, updates: [] }).publicStatus;
  expect(word(1, 'mitigating')).toBe('Mitigating');
  expect(word(3, 'resolved')).toBe('Investigating');
});

it('[I61] reads a kept draft back as it was', () => {
  expect(parseDraft(JSON.stringify(draft), templates)).toEqual(draft);
  const edited = { ...draft, text: 'By hand' };
  expect(parseDraft(JSON.stringify(edited), templates)).toEqual(edited);
});

it('[I61] goes on without a draft that cannot be used, and leaves out fields that are gone', () => {
  const kept = (change: object) => parseDraft(JSON.stringify({ ...draft, ...change }), templates);
  expect(parseDraft('', templates)).toBeUndefined();
  expect(parseDraft('{"templateId', templates)).toBeUndefined();
  expect(parseDraft('[]', templates)).toBeUndefined();
  expect(kept({ templateId: 'gone' })).toBeUndefined();
  expect(kept({ publicStatus: 'Monitoring' })).toBeUndefined();
  expect(kept({ fields: { impact: 'Payments fail', gone: 'x' } })).toEqual(draft);
});

it('counts as written what a person would miss', () => {
  const empty = { ...draft, fields: {} };
  expect(isWritten(empty)).toBe(false);
  expect(
    [
      { ...empty, fields: { impact: '' } },
      { ...empty, text: '' },
      { ...empty, others: '#x' },
    ].map(isWritten),
  ).toEqual([true, true, true]);
});
