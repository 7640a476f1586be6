import { expect, it } from 'vitest';
import { formatQuantity, formatTicks, formatValue } from './format.ts';

it('prints a ratio in per cent', () => {
  expect(formatValue(0.0213, 'ratio')).toEqual({ text: '2.13', unit: '%' });
  expect(formatQuantity(1, 'ratio')).toBe('100\u00a0%');
});

it('prints seconds in the unit a person would say', () => {
  expect(formatValue(0, 'seconds')).toEqual({ text: '0', unit: 's' });
  expect(formatValue(0.0000042, 'seconds')).toEqual({ text: '4.2', unit: 'µs' });
  expect(formatValue(0.0415, 'seconds')).toEqual({ text: '41.5', unit: 'ms' });
  expect(formatValue(0.84, 'seconds')).toEqual({ text: '0.84', unit: 's' });
  expect(formatValue(300, 'seconds')).toEqual({ text: '5', unit: 'min' });
  expect(formatValue(7200, 'seconds')).toEqual({ text: '2', unit: 'h' });
});

it('keeps small counts whole and shortens large ones', () => {
  expect(formatQuantity(1284, 'count')).toBe('1284');
  expect(formatQuantity(12_840, 'count')).toBe('12.8k');
  expect(formatQuantity(792.4, 'per second')).toBe('792\u00a0/s');
  expect(formatQuantity(25_000, 'per second')).toBe('25\u00a0k/s');
});

it('counts bytes in powers of 1024', () => {
  expect(formatQuantity(512, 'bytes')).toBe('512\u00a0B');
  expect(formatQuantity(3 * 1024 ** 3, 'bytes')).toBe('3\u00a0GiB');
});

it('prints what is no number as Prometheus does', () => {
  expect(formatQuantity(Number.NaN, 'ratio')).toBe('NaN');
  expect(formatQuantity(Number.POSITIVE_INFINITY, 'seconds')).toBe('+Inf');
  expect(formatQuantity(Number.NEGATIVE_INFINITY, 'count')).toBe('-Inf');
});

it('never prints an exponent, however small the value', () => {
  expect(formatQuantity(1e-9, 'none')).toBe('<0.001');
  expect(formatQuantity(-1e-9, 'none')).toBe('>-0.001');
});

it('prints all ticks of an axis in one unit', () => {
  expect(formatTicks([0, 0.5, 1], 'seconds')).toEqual(['0', '0.5s', '1s']);
  expect(formatTicks([0, 0.02, 0.04], 'ratio')).toEqual(['0%', '2%', '4%']);
  expect(formatTicks([0, 10_000, 20_000], 'per second')).toEqual(['0', '10k', '20k']);
});
