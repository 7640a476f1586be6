import { expect, it } from 'vitest';
import { fail, succeed } from '#shared/domain/outcome.ts';
import { storeWith } from './test-support.ts';

const incidentId = '0190a000-0000-7000-8000-000000000001';

it('hands on what the files hold, with what is wrong with them', async () => {
  const store = storeWith({
    updates: {
      checklists: async () => ({ checklists: [], problems: ['triage.yaml, line 3: has no id'] }),
      templates: async () => ({ templates: [], problems: [] }),
    },
  });
  expect(await store.getState().loadChecklists(incidentId)).toEqual(
    succeed({ items: [], problems: ['triage.yaml, line 3: has no id'] }),
  );
  expect(await store.getState().loadUpdateTemplates(incidentId)).toEqual(succeed({ items: [], problems: [] }));
});

it('asks for a preview of the incident, and passes a refusal on', async () => {
  const refusal = fail('unknown-template', 'There is no such template.');
  const asked: unknown[] = [];
  const preview = async (request: unknown) => {
    asked.push(request);
    return refusal;
  };
  const store = storeWith({ updates: { preview } });
  expect(await store.getState().previewUpdate(incidentId, { templateId: 'x', fields: {} })).toBe(refusal);
  expect(asked).toEqual([{ incidentId, templateId: 'x', fields: {} }]);
});

it('says that the services are silent instead of throwing', async () => {
  const lost = async () => {
    throw new Error('connection lost');
  };
  const { loadChecklists, loadUpdateTemplates, previewUpdate } = storeWith({
    updates: { checklists: lost, templates: lost, preview: lost },
  }).getState();
  const answers = await Promise.all([
    loadChecklists(incidentId),
    loadUpdateTemplates(incidentId),
    previewUpdate(incidentId, { templateId: 'x', fields: {} }),
  ]);
  expect(answers.map((answer) => answer.ok || answer.error.code)).toEqual([
    'not-connected',
    'not-connected',
    'not-connected',
  ]);
});
