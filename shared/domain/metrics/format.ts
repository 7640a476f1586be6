import { assertNever } from '../assert-never.ts';

/** The units a panel can have; the same words as in the contract. */
export type MetricUnit = 'ratio' | 'seconds' | 'per second' | 'count' | 'bytes' | 'none';

/** A value ready for the screen, its unit apart so that it can be set smaller. */
export interface FormattedValue {
  readonly text: string;
  /** Empty for a plain number. */
  readonly unit: string;
}

interface Scale {
  readonly divisor: number;
  readonly unit: string;
}

const MINUTE = 60;
const HOUR = 3600;
const binary = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'];
const decimal = ['', 'k', 'M', 'G', 'T'];

/** How the values of one unit are divided when the greatest of them is `magnitude` (in the unit's base). */
function scaleFor(unit: MetricUnit, magnitude: number): Scale {
  switch (unit) {
    case 'ratio':
      return { divisor: 0.01, unit: '%' };
    case 'seconds':
      if (magnitude === 0) return { divisor: 1, unit: 's' };
      if (magnitude < 0.001) return { divisor: 1e-6, unit: 'µs' };
      if (magnitude < 0.1) return { divisor: 1e-3, unit: 'ms' };
      if (magnitude < 2 * MINUTE) return { divisor: 1, unit: 's' };
      return magnitude < 2 * HOUR ? { divisor: MINUTE, unit: 'min' } : { divisor: HOUR, unit: 'h' };
    case 'bytes':
      return stepped(magnitude, 1024, binary);
    case 'per second': {
      const { divisor, unit: prefix } = stepped(magnitude, 1000, decimal, 10_000);
      return { divisor, unit: `${prefix}/s` };
    }
    case 'count':
    case 'none':
      return stepped(magnitude, 1000, decimal, 10_000);
    default:
      return assertNever(unit);
  }
}

/** The largest prefix whose figure stays at 1 or more; below `from` none is used, so that 1,284 stays 1284. */
function stepped(magnitude: number, base: number, prefixes: readonly string[], from = base): Scale {
  if (magnitude < from) return { divisor: 1, unit: prefixes[0] ?? '' };
  let power = 0;
  let rest = magnitude;
  while (rest >= base && power < prefixes.length - 1) {
    rest /= base;
    power += 1;
  }
  return { divisor: base ** power, unit: prefixes[power] ?? '' };
}

/** Three significant digits where there are fractions, trailing zeros dropped; never an exponent. */
function digits(value: number): string {
  const size = Math.abs(value);
  if (size === 0) return '0';
  if (size < 0.001) return value > 0 ? '<0.001' : '>-0.001';
  const places = size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3;
  const text = value.toFixed(places);
  return places === 0 ? text : text.replace(/\.?0+$/, '');
}

/** One value for a headline, a legend or a tooltip: `0.0213` as a ratio is `2.13` `%`. */
export function formatValue(value: number, unit: MetricUnit): FormattedValue {
  if (Number.isNaN(value)) return { text: 'NaN', unit: '' };
  if (!Number.isFinite(value)) return { text: value > 0 ? '+Inf' : '-Inf', unit: '' };
  const scale = scaleFor(unit, Math.abs(value));
  return { text: digits(value / scale.divisor), unit: scale.unit };
}

/** The same in one piece, a no-break space before a unit that is a word of its own: `2.13 %`, `792 /s`, `12k`. */
export function formatQuantity(value: number, unit: MetricUnit): string {
  const { text, unit: suffix } = formatValue(value, unit);
  if (suffix === '') return text;
  return decimal.includes(suffix) ? `${text}${suffix}` : `${text}\u00a0${suffix}`;
}

/** Labels of an axis: all in the unit that fits the greatest tick, so that they can be compared at a glance. */
export function formatTicks(ticks: readonly number[], unit: MetricUnit): readonly string[] {
  const greatest = ticks.reduce((most, tick) => Math.max(most, Math.abs(tick)), 0);
  const scale = scaleFor(unit, greatest);
  const suffix = unit === 'per second' ? scale.unit.slice(0, -2) : scale.unit;
  return ticks.map((tick) => {
    const text = digits(tick / scale.divisor);
    return tick === 0 && unit !== 'ratio' ? '0' : `${text}${suffix}`;
  });
}
