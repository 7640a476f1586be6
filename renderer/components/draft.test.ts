import { expect, it } from 'vitest';
import { type DraftStorage, keepDraft, readDraft } from './draft.ts';

const memory = (): DraftStorage => {
  const kept = new Map<string, string>();
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
  };
};

it('keeps a draft per incident until it is empty', () => {
  const storage = memory();
  keepDraft(storage, 'a', 'half a sentence');
  expect([readDraft(storage, 'a'), readDraft(storage, 'b')]).toEqual(['half a sentence', '']);
  keepDraft(storage, 'a', '');
  expect(readDraft(storage, 'a')).toBe('');
});

it('goes on without a storage that works', () => {
  const broken: DraftStorage = {
    getItem: () => {
      throw new Error('denied');
    },
    setItem: () => {
      throw new Error('full');
    },
    removeItem: () => undefined,
  };
  keepDraft(broken, 'a', 'text');
  expect(readDraft(broken, 'a')).toBe('');
});
