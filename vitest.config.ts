import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { electronBinary } from './tests/support/hosts/electron-binary.ts';
import type { HostName } from './tests/support/launch.ts';

/** The one end-to-end suite, under the name of the host that carries it. After the unit tests: it wants the machine. */
function endToEnd(host: HostName, groupOrder: number, include = ['tests/e2e/**/*.test.ts']) {
  return {
    test: {
      name: host,
      include,
      environment: 'node',
      provide: { host },
      testTimeout: 120_000,
      hookTimeout: 120_000,
      fileParallelism: false,
      sequence: { groupOrder },
    },
  } as const;
}

/** Beside their code like the unit tests, but they start programs or servers, and take their time. */
const processTests = [
  'electron/cli/*.test.ts',
  'electron/documents/{atomic-write,kinds}.test.ts',
  'electron/hosts/browser/*.test.ts',
  'electron/hosts/app-lock.test.ts',
  'electron/terminals/{bad-input,bash,insertion,profiles,pty,service,shell-startup,shell-table,shells}.test.ts',
  'electron/terminals/{recorded-session,recording/recording-programs}.test.ts',
  'electron/transcripts/service.test.ts',
  'electron/incidents/long-incident.test.ts',
  'electron/journal/journal-processes.test.ts',
  'electron/metrics/prometheus/hostile-server.test.ts',
  'electron/runbooks/{service,library/library,parameters/insert}.test.ts',
  'tests/{faults,layers,packaging}/*.test.ts',
];

/** `npm run test:faults`: the fault tests once more, with many more rounds; then floods in each host. */
const longFaults = [
  {
    test: {
      name: 'faults',
      include: ['tests/faults/*.test.ts'],
      environment: 'node' as const,
      testTimeout: 900_000,
    },
  },
  longFloods('browser-host', 2),
  longFloods('electron-double', 3),
];

function longFloods(host: HostName, groupOrder: number) {
  const { test } = endToEnd(host, groupOrder, ['tests/e2e/flood.test.ts']);
  return { test: { ...test, name: `faults-${host}` } };
}

/** Unit tests stand beside the code; what crosses processes is in `tests/` and has projects of its own. */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['{shared,electron}/**/*.test.ts', 'tests/spec/*.test.ts'],
          exclude: processTests,
          environment: 'node',
          testTimeout: 20_000,
        },
      },
      {
        test: {
          name: 'processes',
          include: processTests,
          environment: 'node',
          testTimeout: 20_000,
          sequence: { groupOrder: 1 },
        },
      },
      {
        plugins: [react()],
        test: {
          name: 'renderer',
          // The contrast test reads it; elsewhere style sheets are left out.
          css: { include: [/tokens\.css/] },
          include: ['renderer/**/*.test.{ts,tsx}'],
          environment: 'node',
          testTimeout: 20_000,
        },
      },
      {
        test: {
          name: 'electron-double-unit',
          include: ['tests/electron-double/**/*.test.ts', 'tests/support/*.test.ts'],
          environment: 'node',
          testTimeout: 60_000,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          name: 'prometheus',
          include: ['tests/metrics/**/*.test.ts'],
          environment: 'node',
          testTimeout: 60_000,
          hookTimeout: 60_000,
          sequence: { groupOrder: 1 },
        },
      },
      endToEnd('browser-host', 2),
      endToEnd('electron-double', 3),
      ...(process.env.WAR_ROOM_FAULTS === 'long' ? longFaults : []),
      // Where Electron was never downloaded, the suite is one skip that says so.
      electronBinary() === undefined
        ? endToEnd('electron', 4, ['tests/support/hosts/electron-missing.test.ts'])
        : endToEnd('electron', 4),
    ],
  },
});
