// `npm test`: sets up whatever is missing, runs the checks and every suite, and ends with one line over all of them.
// With arguments only vitest runs, and gets them: `npm test -- --project unit`.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBuild } from './setup/build.mjs';
import { runChecks } from './setup/checks.mjs';
import { ensureDependencies } from './setup/dependencies.mjs';
import { electronBinary } from './setup/electron-binary.mjs';
import { node24, projectEnvironment, root, say } from './setup/run.mjs';
import { ensureTestPrograms } from './setup/test-programs.mjs';

ensureDependencies();
const chromium = ensureTestPrograms();
ensureBuild();

const vitestArguments = process.argv.slice(2);
const counts = vitestArguments.length === 0 ? runChecks() : { passed: 0, failed: 0, skipped: 0 };

const report = join(root, 'out/test-report.json');
mkdirSync(join(root, 'out'), { recursive: true });
rmSync(report, { force: true });
const vitest = spawnSync(
  node24,
  [
    join(root, 'node_modules/vitest/vitest.mjs'),
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
    ...vitestArguments,
  ],
  {
    cwd: root,
    stdio: 'inherit',
    env: projectEnvironment({
      WAR_ROOM_CHROMIUM: chromium,
      // The command line is started from its sources more than a hundred times: half of that is reading them anew.
      NODE_COMPILE_CACHE: join(root, 'node_modules/.cache/compiled'),
    }),
  },
);

try {
  const result = JSON.parse(readFileSync(report, 'utf8'));
  counts.passed += result.numPassedTests;
  counts.failed += result.numFailedTests;
  counts.skipped += result.numPendingTests + result.numTodoTests;
  // A file that could not even be loaded has no tests to fail.
  counts.failed += result.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  ).length;
} catch {
  counts.failed += 1;
  say('war-room: vitest left no report');
}
if (vitest.status !== 0 && counts.failed === 0) counts.failed += 1;

if (electronBinary() === undefined) {
  say(
    "The suite 'electron' did not run: Electron's binary is not installed (it is downloaded on first use, not from the package registry).",
  );
}
process.stdout.write(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped\n`);
process.exit(counts.failed === 0 ? 0 : 1);
