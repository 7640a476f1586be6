import { expect, it } from 'vitest';
import { importedWords, importProblemWords } from './import-words.ts';

const nothing = {
  ...{ incidentId: '', appended: 0, skipped: 0, forked: 0, signatures: 0, evidence: 0 },
  purgedElsewhere: [] as string[],
};

it('says what an import brought, and only that', () => {
  const words = (imported: Partial<typeof nothing>) =>
    importedWords({ ...nothing, ...imported }).map(({ text, warns }) => (warns ? `! ${text}` : text));
  expect(words({ appended: 1204, signatures: 12, evidence: 1 })).toEqual([
    '1,204 events taken in.',
    'With 1 piece of evidence and 12 signed heads.',
  ]);
  expect(words({ skipped: 1 })).toEqual(['Nothing new.', '1 event was here already.']);
  expect(words({ skipped: 4, forked: 2, purgedElsewhere: [''] })).toEqual([
    'Nothing new.',
    '4 events were here already.',
    '! 2 events contradict what is here. Both are kept, and the check of the record names them.',
    '! 1 event was purged where the file comes from, and is still here. Purge it from the entry menu if that holds a secret.',
  ]);
});

it('says of a refused file what is wrong with it and what to do at the window', () => {
  const action = 'Make one with: war-room incident export ID --format json --out FILE';
  expect(importProblemWords({ code: 'not-an-incident-file', message: 'The file holds no incident.', action })).toEqual({
    title: 'This is no incident file',
    message: 'The file holds no incident.',
    action: 'In the War Room that has the incident choose Export, then the format JSON.',
  });
  expect(importProblemWords({ code: 'changed', message: 'Event 2: changed.', action: 'Ask.' }).action).toBe('Ask.');
});
