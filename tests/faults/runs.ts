/** `npm run test:faults` asks for the long runs; `npm test` has the short ones. */
export const LONG = process.env.WAR_ROOM_FAULTS === 'long';

/** How many rounds of something: `short` in `npm test`, `long` in `npm run test:faults`. */
export function rounds(short: number, long: number): number {
  return LONG ? long : short;
}

/** What a run came to, for whoever reads the output of the long one. */
export function report(rule: string, figures: Record<string, number | string>): void {
  const text = Object.entries(figures).map(([name, value]) => `${name} ${value}`);
  process.stdout.write(`${rule}: ${text.join(', ')}\n`);
}
