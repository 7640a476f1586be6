import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ImpactFact } from '#shared/domain/events/index.ts';
import { readFact, textOfFact } from './impact-input.ts';

describe('what is typed for the impact', () => {
  it('takes figures as people write them', () => {
    const users = (count: string) => {
      const read = readFact('users affected', { count });
      return read.ok ? read.fact.value : read.errors.count;
    };
    expect(['12000', '12,000', '12 000', '12k', '1.2 M', '1.1k', ' 0 '].map(users)).toEqual([
      12_000, 12_000, 12_000, 12_000, 1_200_000, 1100, 0,
    ]);
    expect(['-5', '1.5', 'many', '1,20', '', '9999999999M'].map(users)).toEqual([
      'It cannot be less than zero.',
      'It has to be a whole number.',
      'That is no figure. Write it like 12000, 12,000 or 12k.',
      'That is no figure. Write it like 12000, 12,000 or 12k.',
      'Give a figure, or mark it as unknown.',
      'That is more than can be counted here.',
    ]);
  });

  it('says beside each input what is wrong with it', () => {
    expect(readFact('share of users', { percent: '120 %' })).toEqual({
      ok: false,
      errors: { percent: 'More than all users cannot be affected: at most 100.' },
    });
    expect(readFact('revenue', { amount: '-1', currency: '' })).toEqual({
      ok: false,
      errors: { amount: 'It cannot be less than zero.', currency: 'Say which currency: EUR, USD.' },
    });
    expect(readFact('regions', { names: ' , ' })).toMatchObject({ ok: false });
  });

  it('leaves out what an SLA or a loss of data does not say', () => {
    expect(readFact('SLA', { breached: 'kept', target: '99.9 %', measured: ' ' })).toEqual({
      ok: true,
      fact: { field: 'SLA', value: { breached: false, target: '99.9 %' } },
    });
    expect(readFact('data loss', { extent: 'suspected', detail: 'orders' })).toEqual({
      ok: true,
      fact: { field: 'data loss', value: { extent: 'suspected', detail: 'orders' } },
    });
  });
});

it('reads back every fact that it shows for editing', () => {
  const line = fc.stringMatching(/^[a-z0-9.%-]{1,12}$/);
  const count = fc.integer({ min: 0, max: 1_000_000_000 });
  const fact: fc.Arbitrary<ImpactFact> = fc.oneof(
    fc.record({ field: fc.constantFrom('users affected', 'requests failed', 'customer tickets'), value: count }),
    fc.record({ field: fc.constant('share of users' as const), value: fc.integer({ min: 0, max: 100 }) }),
    fc.record({
      field: fc.constant('revenue' as const),
      value: fc.record({ amount: count, currency: line.map((text) => text.slice(0, 10)) }),
    }),
    fc.record({
      field: fc.constant('SLA' as const),
      value: fc.record({ breached: fc.boolean(), target: line, measured: line }, { requiredKeys: ['breached'] }),
    }),
    fc.record({
      field: fc.constant('data loss' as const),
      value: fc.record(
        { extent: fc.constantFrom('none', 'suspected', 'confirmed'), detail: line },
        { requiredKeys: ['extent'] },
      ),
    }),
    fc.record({
      field: fc.constantFrom('regions', 'services'),
      value: fc.uniqueArray(line, { minLength: 1, maxLength: 5 }),
    }),
  );
  fc.assert(
    fc.property(fact, (said) => {
      expect(readFact(said.field, textOfFact(said.field, said))).toEqual({ ok: true, fact: said });
    }),
  );
});
