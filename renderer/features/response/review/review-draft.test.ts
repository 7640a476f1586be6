import { expect, it } from 'vitest';
import { isOvertaken, parseReviewDraft } from './review-draft.ts';

const saved = { text: 'The pool emptied.', by: 'Ada', at: 10 };
const draft = { text: 'The pool leaked.', basis: 10 };

it('[I61] reads back what was written and not saved', () => {
  expect(parseReviewDraft(JSON.stringify(draft), saved)).toEqual(draft);
  expect(parseReviewDraft(JSON.stringify({ text: 'New', basis: null }), undefined)).toEqual({
    text: 'New',
    basis: null,
  });
});

it('knows of no draft where it says what is saved, or nothing that can be read', () => {
  expect(parseReviewDraft('', saved)).toBeUndefined();
  expect(parseReviewDraft('{', saved)).toBeUndefined();
  expect(parseReviewDraft('"text"', saved)).toBeUndefined();
  expect(parseReviewDraft(JSON.stringify({ text: saved.text, basis: 10 }), saved)).toBeUndefined();
});

it('sees that somebody wrote the section after the draft was begun', () => {
  expect(isOvertaken(draft, saved)).toBe(false);
  expect(isOvertaken(draft, { ...saved, at: 11 })).toBe(true);
  expect(isOvertaken({ text: 'New', basis: null }, saved)).toBe(true);
  expect(isOvertaken({ text: 'New', basis: null }, undefined)).toBe(false);
});
