import { expect, it } from 'vitest';
import { bySeriesKey, readMatrix, seriesKey } from './matrix.ts';

const grid = { startMs: 1_000_000, stepMs: 10_000, count: 4 };
const limits = { maxSeries: 10, maxPoints: 1000 };
const query = { index: 0, legend: '{{status}}' };
const matrix = (...result: unknown[]) => ({ resultType: 'matrix', result });

it('[M4] leaves a step that is absent from the answer null, wherever it is', () => {
  const data = matrix({
    metric: { status: '500' },
    values: [
      [1010, '1.5'],
      [1030, '0'],
    ],
  });
  expect(readMatrix(data, grid, query, limits)).toEqual({
    series: [
      {
        key: '0[["status","500"]]',
        legend: '500',
        labels: { status: '500' },
        values: [null, 1.5, null, 0],
        specials: [],
      },
    ],
    dropped: { series: 0, points: 0 },
  });
});

it('[M5] keeps NaN and the infinities beside the values, never as a number', () => {
  const data = matrix({
    metric: {},
    values: [
      [1000, 'NaN'],
      [1010, '+Inf'],
      [1020, '-Inf'],
      [1030, '1e-3'],
    ],
  });
  const read = readMatrix(data, grid, { index: 1, legend: 'ratio' }, limits);
  expect(read?.series[0]).toMatchObject({
    legend: 'ratio',
    values: [null, null, null, 0.001],
    specials: [
      { index: 0, value: 'NaN' },
      { index: 1, value: '+Inf' },
      { index: 2, value: '-Inf' },
    ],
  });
  expect(JSON.parse(JSON.stringify(read))).toEqual(read);
});

it('plots the sum of a native histogram', () => {
  const data = matrix({ metric: {}, histograms: [[1020, { count: '3', sum: '7.5', buckets: [] }]] });
  expect(readMatrix(data, grid, query, limits)?.series[0]?.values).toEqual([null, null, 7.5, null]);
});

it('[M19] keeps the first series and counts the rest, within a limit of series and of points', () => {
  const data = matrix(...Array.from({ length: 25 }, (_, i) => ({ metric: { i: `${i}` }, values: [[1000, '1']] })));
  const bySeries = readMatrix(data, grid, query, limits);
  expect(bySeries?.series).toHaveLength(10);
  expect(bySeries?.dropped).toEqual({ series: 15, points: 0 });
  expect(readMatrix(data, grid, query, { maxSeries: 10, maxPoints: 8 })?.dropped.series).toBe(23);
});

it('[M19] counts samples that were not asked for instead of moving them', () => {
  const data = matrix({
    metric: {},
    values: [
      [990, '1'],
      [1004, '1'],
      [1040, '1'],
      [1000.0004, '2'],
    ],
  });
  const read = readMatrix(data, grid, query, limits);
  expect(read?.dropped.points).toBe(3);
  expect(read?.series[0]?.values).toEqual([2, null, null, null]);
});

it('refuses what is no matrix', () => {
  for (const data of [
    null,
    {},
    { resultType: 'vector', result: [] },
    matrix({}),
    matrix({ metric: {}, values: [[1000, 'one']] }),
  ]) {
    expect(readMatrix(data, grid, query, limits)).toBeUndefined();
  }
});

it('names a series without a legend by its labels', () => {
  const data = matrix({ metric: { __name__: 'up', job: 'api' }, values: [] }, { metric: {}, values: [] });
  const legends = readMatrix(data, grid, { index: 0, legend: '' }, limits)?.series.map(({ legend }) => legend);
  expect(legends?.sort()).toEqual(['up{job="api"}', 'value']);
});

it('orders series by query, then by labels', () => {
  const keys = [seriesKey(10, { a: '1' }), seriesKey(2, { b: '1', a: '2' }), seriesKey(2, { a: '1' })];
  expect(
    keys
      .map((key) => ({ key }))
      .sort(bySeriesKey)
      .map(({ key }) => key),
  ).toEqual(['2[["a","1"]]', '2[["a","2"],["b","1"]]', '10[["a","1"]]']);
});
