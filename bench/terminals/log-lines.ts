const LEVELS = [
  '\x1b[32mINFO \x1b[0m',
  '\x1b[33mWARN \x1b[0m',
  '\x1b[1;31mERROR\x1b[0m',
  '\x1b[2;37mDEBUG\x1b[0m',
  '\x1b[38;5;208mTRACE\x1b[0m',
];
const SERVICES = ['checkout-api', 'payments', 'search', 'gateway', 'inventory'];
const MESSAGES = [
  'request finished in 12 ms',
  'upstream timed out, 2 of 3 attempts',
  'connection pool exhausted: 64 in use, 118 waiting',
  'cache miss for key cart:8812',
  'déjà vu: event delivered twice ✓',
];

/** Log lines as services write them, in colours, that many bytes of them at least; the same in each run. */
export function logLines(bytes: number): string {
  const lines: string[] = [];
  let size = 0;
  for (let index = 0; size < bytes; index += 1) {
    const time = new Date(Date.UTC(2026, 10, 21) + index * 37).toISOString();
    const id = (Math.imul(index + 1, 2_654_435_761) >>> 0).toString(16).padStart(8, '0');
    const service = SERVICES[(index * 7) % SERVICES.length] ?? '';
    const message = MESSAGES[(index * 3) % MESSAGES.length] ?? '';
    const line = `\x1b[90m${time}\x1b[0m ${LEVELS[index % LEVELS.length]} \x1b[36m${service}\x1b[0m [\x1b[35m${id}\x1b[0m] ${message}\n`;
    lines.push(line);
    size += Buffer.byteLength(line);
  }
  return lines.join('');
}
