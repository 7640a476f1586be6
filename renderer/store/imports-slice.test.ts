import { expect, it } from 'vitest';
import { IMPORT_PART_BYTES, type ImportState } from '#shared/contract/index.ts';
import { fail, succeed } from '#shared/domain/outcome.ts';
import type { ImportTask } from './imports-slice.ts';
import { feed, settled, storeWith } from './test-support.ts';

const uploadId = '01930000-0000-7000-8000-000000000001';
const value = {
  incidentId: uploadId,
  appended: 3,
  skipped: 0,
  forked: 0,
  signatures: 1,
  evidence: 0,
  purgedElsewhere: [],
};

/** The services, which answer each part at once; `states` is what they say of the whole. */
function services(answer = (received: number): unknown => succeed({ received })) {
  const states = feed<ImportState>();
  const parts: { part: number; bytes: string }[] = [];
  let received = 0;
  const store = storeWith({
    imports: {
      receive: states.open.bind(states),
      part: async (input: { part: number; bytes: string }) => {
        parts.push(input);
        received += Buffer.from(input.bytes, 'base64').length;
        return answer(received);
      },
    },
  });
  const seen: ImportTask[] = [];
  store.subscribe(({ importTask }) => seen.push(importTask));
  return { store, states, parts, seen, task: () => store.getState().importTask };
}

const file = (bytes: Uint8Array<ArrayBuffer>, name = 'incident.json') => new File([bytes], name);

it('[I24] sends a file part after part, shows how far it is, and then what it brought', async () => {
  const { store, states, parts, seen, task } = services();
  const bytes = new Uint8Array(2 * IMPORT_PART_BYTES + 10).map((_, index) => index % 251);
  const importing = store.getState().importFiles([file(bytes)]);
  states.push({ kind: 'sending', uploadId });
  await settled(300);
  expect(parts.map(({ part }) => part)).toEqual([0, 1, 2]);
  expect(Buffer.concat(parts.map((part) => Buffer.from(part.bytes, 'base64'))).equals(Buffer.from(bytes))).toBe(true);
  const sent = seen.flatMap((state) => (state.kind === 'sending' ? [state.sent] : []));
  expect(sent).toEqual([0, IMPORT_PART_BYTES, 2 * IMPORT_PART_BYTES]);
  states.push({ kind: 'checking' });
  await settled();
  expect(task()).toEqual({ kind: 'checking', name: 'incident.json' });
  states.push({ kind: 'taking-in', events: 3 });
  await settled();
  expect(task()).toEqual({ kind: 'taking-in', name: 'incident.json', events: 3 });
  states.push({ kind: 'done', outcome: succeed(value) });
  await importing;
  expect(task()).toEqual({ kind: 'done', name: 'incident.json', value });
});

it('[I24] shows why a file, or one of its parts, was refused', async () => {
  const { store, states, task } = services(() => fail('not-saved', 'The disk is full.', 'Free some space.'));
  const importing = store.getState().importFiles([file(new Uint8Array(10))]);
  states.push({ kind: 'sending', uploadId });
  await importing;
  expect(task()).toMatchObject({ kind: 'failed', name: 'incident.json', problem: { code: 'not-saved' } });

  const another = store.getState().importFiles([file(new Uint8Array(0))]);
  states.push({ kind: 'done', outcome: fail('not-an-incident-file', 'The file holds no incident.') });
  await another;
  expect(task()).toMatchObject({ kind: 'failed', problem: { code: 'not-an-incident-file' } });

  await store.getState().importFiles([file(new Uint8Array(1)), file(new Uint8Array(1))]);
  expect(task()).toMatchObject({ kind: 'failed', name: '2 files', problem: { code: 'several-files' } });
});

it('says that a file can no longer be read', async () => {
  const { store, states, task } = services();
  const gone = {
    name: 'gone.json',
    size: 10,
    slice: () => ({ arrayBuffer: () => Promise.reject(new Error('NotReadableError')) }) as unknown as Blob,
  };
  const importing = store.getState().importFiles([gone]);
  states.push({ kind: 'sending', uploadId });
  await importing;
  expect(task()).toMatchObject({ kind: 'failed', problem: { code: 'unreadable' } });
});

it('[I24] gives up a file that is not written yet, and shows nothing of it any more', async () => {
  const { store, states, seen, task } = services();
  const importing = store.getState().importFiles([file(new Uint8Array(10))]);
  states.push({ kind: 'sending', uploadId });
  await settled();
  store.getState().clearImport();
  await importing;
  const before = seen.length;
  states.push({ kind: 'done', outcome: succeed(value) });
  await settled();
  expect(task()).toEqual({ kind: 'idle' });
  expect(seen).toHaveLength(before);
});

it('says of a connection that is lost whether something may have been written', async () => {
  const { store, states, task } = services();
  const message = () => {
    const now = task();
    return now.kind === 'failed' ? now.problem.message : now.kind;
  };
  let importing = store.getState().importFiles([file(new Uint8Array(10))]);
  await settled();
  states.breakOff();
  await importing;
  expect(message()).toContain('nothing was changed');
  importing = store.getState().importFiles([file(new Uint8Array(10))]);
  states.push({ kind: 'taking-in', events: 3 });
  await settled();
  states.breakOff();
  await importing;
  expect(message()).toContain('all of them are here, or none');
});
