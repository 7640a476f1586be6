import fc from 'fast-check';

const SURROGATES = { from: 0xd800, count: 0x800 };

/** Any character but a lone surrogate; control characters often. fast-check's own 'binary' takes a second to begin. */
const anyCharacter = fc
  .oneof(fc.nat({ max: 0x9f }), fc.nat({ max: 0x10ffff - SURROGATES.count }))
  .map((code) => String.fromCodePoint(code < SURROGATES.from ? code : code + SURROGATES.count));

/** For tests: any text at all. `maxLength` counts characters. */
export const anyText = (maxLength?: number): fc.Arbitrary<string> =>
  fc.string({ unit: anyCharacter, ...(maxLength !== undefined && { maxLength }) });
