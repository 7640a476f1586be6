import { join } from 'node:path';
import { node24, root, runQuietly, say } from './run.mjs';

const bin = (path) => join(root, 'node_modules', path);

/** What `npm run check` runs; each is one entry of the tests' summary. */
const checks = [
  { name: 'types', args: [bin('typescript/bin/tsc'), '--build'] },
  { name: 'lint', args: [bin('@biomejs/biome/bin/biome'), 'check', '--error-on-warnings', '.'] },
  {
    name: 'layers',
    args: [
      bin('dependency-cruiser/bin/dependency-cruiser.mjs'),
      '--config',
      '.dependency-cruiser.mjs',
      'electron',
      'renderer',
      'shared',
    ],
  },
  { name: 'unused', args: [bin('knip/bin/knip.js')] },
];

/** Runs every check, prints what a failed one says, and counts. */
export function runChecks() {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  for (const { name, args } of checks) {
    const started = performance.now();
    const { status, output } = runQuietly(node24, args);
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    const empty = name === 'layers' && !/\b[1-9]\d* modules/.test(output);
    if (status === 0 && !empty) {
      counts.passed += 1;
      say(`check ${name}: ok (${seconds} s)`);
    } else {
      counts.failed += 1;
      say(`check ${name}: FAILED (${seconds} s)\n${output.trim()}${empty ? '\nit looked at no modules' : ''}`);
    }
  }
  return counts;
}
