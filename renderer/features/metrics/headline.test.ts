import { expect, it } from 'vitest';
import { presentValue } from '#shared/domain/metrics/present.ts';
import { pickHeadline } from './headline.ts';

const of = (legend: string, ...values: (number | null)[]) => ({
  key: legend,
  legend,
  labels: {},
  values,
  specials: [],
});
const warning = { value: 0.05, level: 'warning' as const };
const critical = { value: 0.1, level: 'critical' as const, label: 'page' };

it('takes the newest sample of the first series', () => {
  expect(pickHeadline({ headline: 'last', thresholds: [] }, [of('p50', 1, 2), of('p95', 8, 9)])).toEqual({
    value: 2,
    of: 'p50',
  });
});

it('takes the greatest present sample, and says whose it is', () => {
  expect(pickHeadline({ headline: 'max', thresholds: [] }, [of('p50', 99, 2), of('p95', 8, 9)])).toEqual({
    value: 9,
    of: 'p95',
  });
});

it('adds up the present samples', () => {
  expect(pickHeadline({ headline: 'sum', thresholds: [] }, [of('a', 1), of('b', 1), of('gone', null)])).toEqual({
    value: 2,
  });
});

it('does not call a series that has ended present', () => {
  expect(presentValue([1, 2, null, null, null])).toBe(2);
  expect(presentValue([1, 2, null, null, null, null])).toBeUndefined();
  expect(pickHeadline({ headline: 'sum', thresholds: [] }, [of('a', 5, null, null, null, null)])).toBeUndefined();
});

it('has no figure, rather than zero, where there is no data', () => {
  expect(pickHeadline({ headline: 'sum', thresholds: [] }, [])).toBeUndefined();
});

it('names the gravest threshold that is exceeded; reaching it is not exceeding it', () => {
  const panel = { headline: 'last' as const, thresholds: [critical, warning] };
  expect(pickHeadline(panel, [of('a', 0.05)])).toEqual({ value: 0.05 });
  expect(pickHeadline(panel, [of('a', 0.06)])).toEqual({ value: 0.06, exceeded: { level: 'warning', value: 0.05 } });
  expect(pickHeadline(panel, [of('a', 0.2)])).toEqual({
    value: 0.2,
    exceeded: { level: 'critical', value: 0.1, label: 'page' },
  });
});
