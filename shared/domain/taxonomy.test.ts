import fc from 'fast-check';
import { expect, it } from 'vitest';
import { cadenceOf, reviewsFor, taxonomySchema, verificationLimits, withSpans } from './taxonomy.ts';
import { testTaxonomy } from './test-taxonomy.ts';

const [first, second, third, lowest] = testTaxonomy.levels;

it('[D54] asks for updates every 15, 30 and 60 minutes where the taxonomy gives no cadence at all', () => {
  expect(testTaxonomy.levels.map(({ id }) => cadenceOf(testTaxonomy, id))).toEqual([15, 30, 60, undefined]);
  expect(cadenceOf(testTaxonomy, 'gone')).toBeUndefined();
});

it('[D54] asks for none at the levels that a taxonomy with a cadence leaves out', () => {
  if (!(first && second && third && lowest)) throw new Error('the test taxonomy has four levels');
  const given = { ...testTaxonomy, levels: [{ ...first, updateEveryMinutes: 10 }, second, third, lowest] };
  expect(given.levels.map(({ id }) => cadenceOf(given, id))).toEqual([10, undefined, undefined, undefined]);
});

it('[D54] takes the usual limits of verification one by one where the taxonomy gives none', () => {
  expect(verificationLimits(testTaxonomy)).toEqual({ errorRatePercent: 1, p95Ms: 500, watchMinutes: 15 });
  expect(verificationLimits({ verification: { p95Ms: 800 } })).toEqual({
    errorRatePercent: 1,
    p95Ms: 800,
    watchMinutes: 15,
  });
});

it('[D54] finds the reviews of a severity: those that name it and those for all', () => {
  const all = { name: 'Post-mortem', dueHours: 48 };
  const upper = { name: 'Detailed', severities: ['SEV-1', 'SEV-2'], dueHours: 168 };
  const taxonomy = { ...testTaxonomy, reviews: [all, upper] };
  expect(reviewsFor(taxonomy, 'SEV-2')).toEqual([all, upper]);
  expect(reviewsFor(taxonomy, 'SEV-3')).toEqual([all]);
  expect(reviewsFor(testTaxonomy, 'SEV-1')).toEqual([]);
});

it('[D55] fills in the ends that spans leave out', () => {
  expect(
    withSpans([{ toMinutes: 5 }, { toMinutes: 15 }, { fromMinutes: 20 }, { fromMinutes: 60, toMinutes: 90 }, {}]),
  ).toEqual([
    { fromMinutes: 0, toMinutes: 5 },
    { fromMinutes: 5, toMinutes: 15 },
    { fromMinutes: 20, toMinutes: 60 },
    { fromMinutes: 60, toMinutes: 90 },
    { fromMinutes: 90 },
  ]);
});

it('[D55] accepts spans only when, filled in, they are in order and do not overlap', () => {
  const minute = fc.option(fc.integer({ min: 0, max: 60 }), { nil: undefined });
  const span = fc.record({ fromMinutes: minute, toMinutes: minute });
  fc.assert(
    fc.property(fc.array(span, { maxLength: 4 }), (spans) => {
      const phases = spans.map(({ fromMinutes, toMinutes }, index) => ({
        name: `phase ${index}`,
        ...(fromMinutes !== undefined && { fromMinutes }),
        ...(toMinutes !== undefined && { toMinutes }),
      }));
      const { success } = taxonomySchema.safeParse({ ...testTaxonomy, phases });
      if (!success) return;
      const filled = withSpans(phases);
      for (const [index, { fromMinutes, toMinutes }] of filled.entries()) {
        expect(toMinutes ?? Number.POSITIVE_INFINITY).toBeGreaterThan(fromMinutes);
        expect(filled[index + 1]?.fromMinutes ?? Number.POSITIVE_INFINITY).toBeGreaterThanOrEqual(
          toMinutes ?? fromMinutes,
        );
      }
    }),
  );
});
