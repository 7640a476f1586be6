import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from './canonical-json.ts';

/** Rebuilds every object with its members in the opposite order. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, member]) => [key, reversed(member)]),
  );
}

describe('canonicalJson', () => {
  it('[D1] prints the example of RFC 8785, section 3.2.2, as the RFC does', () => {
    const example = {
      // biome-ignore lint/correctness/noPrecisionLoss: the RFC's own figure
      numbers: [333333333.33333329, 1e30, 4.5, 2e-3, 0.000000000000000000000000001],
      string: '\u20ac$\u000f\u000aA\'\u0042\u0022\u005c\\"\u002f',
      literals: [null, true, false],
    };
    expect(canonicalJson(example)).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],' +
        '"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    );
  });

  it('[D1] sorts keys by UTF-16 code units', () => {
    // U+FB33 sorts after the surrogates of U+1F600, although its code point is smaller.
    expect(canonicalJson({ '\ufb33': 1, '\u{1f600}': 2, '€': 3, '1': 4, '\r': 5, ö: 6 })).toBe(
      '{"\\r":5,"1":4,"ö":6,"€":3,"😀":2,"\ufb33":1}',
    );
  });

  it('[D1] gives the same text for every order of members and after a round trip', () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
        const text = canonicalJson(value);
        expect(canonicalJson(reversed(value))).toBe(text);
        expect(canonicalJson(JSON.parse(text))).toBe(text);
      }),
    );
  });

  it('[D1] keeps a lone surrogate and leaves undefined members out', () => {
    const text = canonicalJson({ pasted: 'a\ud800', nothing: undefined });
    expect(text).toBe('{"pasted":"a\\ud800"}');
    expect(JSON.parse(text)).toEqual({ pasted: 'a\ud800' });
  });

  it('[D1] throws for what JSON cannot hold', () => {
    for (const value of [Number.NaN, Number.POSITIVE_INFINITY, 1n, () => 0, undefined]) {
      expect(() => canonicalJson({ list: [value] })).toThrow(TypeError);
    }
  });
});
