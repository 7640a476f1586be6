import { expect, it } from 'vitest';
import type { RunbookSource } from '#shared/contract/index.ts';
import { fail, succeed } from '#shared/domain/outcome.ts';
import { isUnsaved } from './runbook-editor-slice.ts';
import { storeWith } from './test-support.ts';

/** A file on a disk that others write to. */
function disk(text: string) {
  const file = { text };
  const source = (): RunbookSource => ({
    text: file.text,
    revision: `revision of ${file.text}`,
    encoding: 'UTF-8',
    lineEnds: 'LF',
    path: '/runbooks/api.md',
    writable: true,
  });
  const runbooks = {
    source: async ({ runbookId }: { runbookId: string }) =>
      runbookId === 'team:api' ? succeed(source()) : fail('unknown-runbook', 'It is gone.'),
    check: async ({ text: typed }: { text: string }) => succeed({ runbook: { title: typed } }),
    save: async ({ revision, text: typed }: { revision: string; text: string }) => {
      if (revision !== source().revision) return fail('changed-outside', 'It was changed elsewhere.');
      file.text = typed;
      return succeed({ revision: source().revision });
    },
    create: async ({ text: typed }: { text: string }) => {
      file.text = typed;
      return succeed({ runbookId: 'team:api', path: '/runbooks/api.md', revision: source().revision });
    },
  };
  return { file, store: storeWith({ runbooks }) };
}

const opening = { runbookId: 'team:api', title: 'API' };

it('[B118] saves what was typed, and is unsaved until then', async () => {
  const { file, store } = disk('# One');
  const { openRunbookEditor, writeRunbookText, saveRunbook, checkRunbookText } = store.getState();
  const unsaved = () => isUnsaved(store.getState().runbookEditor ?? expect.fail('closed'));
  await openRunbookEditor(opening);
  expect(unsaved()).toBe(false);
  writeRunbookText('# Two');
  expect(unsaved()).toBe(true);
  await checkRunbookText();
  expect(store.getState().runbookEditor).toMatchObject({ checkedText: '# Two', checked: succeed({ title: '# Two' }) });
  // Another one is not opened over it.
  await openRunbookEditor({ title: 'New', text: '' });
  expect(await saveRunbook()).toBe(true);
  expect(file.text).toBe('# Two');
  expect(unsaved()).toBe(false);
});

it('[B119] takes a change from outside where nothing is lost, else both can be kept', async () => {
  const { file, store } = disk('# One');
  const { openRunbookEditor, writeRunbookText, saveRunbook, lookAtRunbookFile, settleRunbookText } = store.getState();
  await openRunbookEditor(opening);
  file.text = '# Theirs';
  await lookAtRunbookFile();
  expect(store.getState().runbookEditor).toMatchObject({ text: '# Theirs', newer: undefined });

  writeRunbookText('# Mine');
  file.text = '# Theirs again';
  expect(await saveRunbook()).toBe(false);
  expect(store.getState().runbookEditor).toMatchObject({
    text: '# Mine',
    newer: { text: '# Theirs again' },
    problem: { code: 'changed-outside' },
  });
  settleRunbookText('mine');
  expect(await saveRunbook()).toBe(true);
  expect(file.text).toBe('# Mine');

  writeRunbookText('# Mine again');
  file.text = '# Last';
  await lookAtRunbookFile();
  settleRunbookText('theirs');
  expect(store.getState().runbookEditor).toMatchObject({ text: '# Last', newer: undefined });
});

it('[B118] gives a new text its file, and says why one cannot be read', async () => {
  const { file, store } = disk('');
  const { openRunbookEditor, writeRunbookText, saveRunbookAs, saveRunbook, closeRunbookEditor } = store.getState();
  await openRunbookEditor({ title: 'New', text: '# New' });
  expect(await saveRunbookAs('New')).toBe(true);
  writeRunbookText('# Newer');
  expect(await saveRunbook()).toBe(true);
  expect(file.text).toBe('# Newer');
  closeRunbookEditor();
  await openRunbookEditor({ runbookId: 'team:no', title: 'No' });
  expect(store.getState().runbookEditor?.unreadable).toMatchObject({ code: 'unknown-runbook' });
});
