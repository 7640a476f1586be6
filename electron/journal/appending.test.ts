import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { GENESIS_HASH } from '#shared/domain/events/index.ts';
import { fail, succeed } from '#shared/domain/outcome.ts';
import { type Journal, newUuidV7 } from './index.ts';
import { ada, append, note, readAll, scratchJournals } from './testing.ts';

let scratch: ReturnType<typeof scratchJournals>;
let journal: Journal;
const [first, second] = [newUuidV7(), newUuidV7()].toSorted() as [string, string];

beforeEach(() => {
  scratch = scratchJournals();
  journal = scratch.open('here', { now: () => 1_800_000_000_000 });
});
afterEach(() => scratch.remove());

describe('appendAll', () => {
  it('[J11] writes into several streams at once, each with a chain of its own', () => {
    const outcome = journal.appendAll(ada, ({ now }) =>
      succeed([
        { streamId: first, drafts: [note(`at ${now}`)] },
        { streamId: second, drafts: [note('b'), note('c')] },
        { streamId: first, drafts: [note('d')] },
      ]),
    );
    if (!outcome.ok) throw new Error(outcome.error.message);
    expect(outcome.value.map(({ position, event }) => [position, event.incidentId, event.seq])).toEqual([
      [1, first, 1],
      [2, second, 1],
      [3, second, 2],
      [4, first, 2],
    ]);
    expect(readAll(journal, first)[0]?.payload).toEqual({ noteKind: 'observation', text: 'at 1800000000000' });
    expect(readAll(journal, second)[0]?.prevHash).toBe(GENESIS_HASH);
    expect([first, second].map((id) => journal.verify(id).ok)).toEqual([true, true]);
  });

  it('[J11] writes into none of them when one can’t be written, or all is refused', () => {
    const empty = { kind: 'noteAdded', payload: { noteKind: 'observation', text: '' } } as const;
    const decide = () =>
      succeed([
        { streamId: first, drafts: [note('good')] },
        { streamId: second, drafts: [empty] },
      ]);
    expect(() => journal.appendAll(ada, decide)).toThrow(TypeError);
    expect(journal.appendAll(ada, () => fail('no-change', 'Nothing changes.'))).toMatchObject({ ok: false });
    expect(journal.appendAll(ada, () => succeed([]))).toEqual(succeed([]));
    expect(journal.headPosition()).toBe(0);
  });
});

describe('append', () => {
  it('[J12] writes what the program itself says in a person’s command as the program', () => {
    const written = append(journal, first, note('by a person'), { ...note('by the program'), bySystem: true });
    expect(written.map(({ actor }) => actor)).toEqual([ada, { type: 'system' }]);
    expect(readAll(journal, first)).toEqual(written);
    expect(journal.verify(first).ok).toBe(true);
  });

  it('[J17] does not take a record of a purge without the purge', () => {
    const [event] = append(journal, first, note('secret'));
    const draft = { kind: 'entryPurged', payload: { eventId: event?.id ?? '', reason: 'a password' } } as const;
    expect(() => append(journal, first, draft)).toThrow(TypeError);
    expect(readAll(journal, first)).toHaveLength(1);
  });
});

describe('reading', () => {
  it('[J13] goes through all streams in stored order, from any position, and knows the streams and their heads', () => {
    const written = [first, second, first, journal.deskStreamId].map(
      (id, index) => append(journal, id, note(`${index}`))[0],
    );
    const stored = journal.readAfter(0, 10);
    expect(stored.map(({ event }) => event)).toEqual(written);
    expect(stored.map(({ position, origin }) => [position, origin])).toEqual([1, 2, 3, 4].map((at) => [at, 'local']));
    expect(journal.readAfter(1, 2).map(({ position }) => position)).toEqual([2, 3]);
    expect(journal.readAfter(4, 2)).toEqual([]);
    expect(journal.headPosition()).toBe(4);
    expect(journal.streamIds()).toEqual([first, second, journal.deskStreamId].toSorted());
    expect(journal.chainHeads(first)).toEqual([{ deviceId: journal.deviceId, seq: 2, hash: written[2]?.hash }]);
    expect(journal.chainHeads(newUuidV7())).toEqual([]);
    expect(journal.event(first, written[2]?.id ?? '')?.event).toEqual(written[2]);
    expect(journal.event(second, written[2]?.id ?? '')).toBeUndefined();
  });

  it('[J13] finds nothing in an empty journal', () => {
    expect([journal.readAfter(0, 10), journal.streamIds(), journal.headPosition()]).toEqual([[], [], 0]);
  });
});
