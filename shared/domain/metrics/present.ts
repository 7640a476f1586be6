/** The newest samples may be late: a figure may be this many steps old and still be called the present one. */
const LATE_STEPS = 3;

/** The value of a series now: its newest sample, unless it ended earlier than `LATE_STEPS` before the grid's end. */
export function presentValue(values: readonly (number | null)[]): number | undefined {
  for (let index = values.length - 1; index >= Math.max(0, values.length - 1 - LATE_STEPS); index -= 1) {
    const value = values[index];
    if (value !== null && value !== undefined) return value;
  }
  return undefined;
}
