import { quantile } from '../quantile.ts';

/** One line of the output: a name, and its figures in columns. */
export function line(name: string, ...values: string[]): void {
  console.log([name.padEnd(52), ...values.map((value) => value.padStart(15))].join(''));
}

export const ms = (value: number) => `${value < 100 ? value.toFixed(1) : value.toFixed(0)} ms`;
export const mb = (bytes: number) => `${(bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0)} MB`;

/** The median, the 99th of a hundred, and how many there were. */
export function spread(values: readonly number[]): string[] {
  return [`p50 ${ms(quantile(values, 0.5))}`, `p99 ${ms(quantile(values, 0.99))}`, `of ${values.length}`];
}
