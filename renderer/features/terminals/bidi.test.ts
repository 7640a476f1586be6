import fc from 'fast-check';
import { expect, it } from 'vitest';
import { BidiFilter, withoutBidi } from './bidi.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text);

it('[S88] a character that turns text around has no effect, wherever a chunk ends', () => {
  const character = fc.constantFrom(
    '\u202a',
    '\u202e',
    '\u2066',
    '\u2069',
    '\u200b',
    '\u20ac',
    'é',
    'a',
    '😀',
    '\u2028',
  );
  fc.assert(
    fc.property(fc.array(character), fc.array(fc.nat(12)), (characters, cuts) => {
      const text = characters.join('');
      const bytes = bytesOf(text);
      const filter = new BidiFilter();
      for (let at = 0, cut = 0; at < bytes.length; cut += 1) {
        const end = at + (cuts[cut] ?? 100);
        filter.pass(bytes.subarray(at, end));
        at = end;
      }
      expect(new TextDecoder().decode(bytes)).toBe(withoutBidi(text));
      expect(withoutBidi(text)).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
    }),
  );
});

it('[S88] bytes that are no text stay as they are', () => {
  const bytes = Uint8Array.from([0xe2, 0xe2, 0x80, 0xe2, 0x80, 0xa9, 0xaa, 0xe2, 0x80]);
  const before = bytes.slice();
  new BidiFilter().pass(bytes);
  expect(bytes).toEqual(before);
});
