import fc from 'fast-check';
import { expect, it } from 'vitest';
import { cutText, wrapText } from './wrap-text.ts';

it('[B84] lines are no longer than asked, and no word is lost', () => {
  expect(wrapText('one two three', 7)).toEqual(['one two', 'three']);
  expect(wrapText('one\ntwo', 7)).toEqual(['one', 'two']);
  expect(wrapText('abcdefghij k', 4)).toEqual(['abcd', 'efgh', 'ij k']);
  expect(cutText('a  b  c', 3)).toEqual(['a  ', 'b  ', 'c']);
  expect(cutText('', 3)).toEqual(['']);
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), fc.integer({ min: 1, max: 12 }), (text, width) => {
      const wrapped = wrapText(text, width);
      expect(wrapped.every((line) => [...line].length <= width)).toBe(true);
      expect(wrapped.join('').replaceAll(' ', '')).toBe(text.replaceAll(/[ \n]/g, ''));
      expect(cutText(text, width).join('')).toBe(text);
    }),
    { numRuns: 200 },
  );
});
