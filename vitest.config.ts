import { availableParallelism } from 'node:os';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { electronBinary } from './tests/support/hosts/electron-binary.ts';
import type { HostName } from './tests/support/launch.ts';

/** Vitest leaves a core idle unless told otherwise, which on two cores is half of the machine. */
const maxWorkers = Math.max(2, availableParallelism() - 1);

/** What holds the program to seconds while it works as hard as it can: alone on the machine, after everything else. */
const FLOODS = 'tests/e2e/flood.test.ts';

/** Several projects, in this order one after the other; those of one number share the machine. */
const order = { processes: 1, endToEnd: 2, alone: 3 } as const;

/** The one end-to-end suite, under the name of the host that carries it. */
function endToEnd(host: HostName) {
  return endToEndProject(host, host, {
    include: ['tests/e2e/**/*.test.ts'],
    exclude: [FLOODS],
    maxWorkers,
    sequence: { groupOrder: order.endToEnd },
  });
}

/** The floods in one host; `place` among those that run alone. */
function floods(name: string, host: HostName, place: number) {
  return endToEndProject(name, host, {
    include: [FLOODS],
    maxWorkers: 1,
    sequence: { groupOrder: order.alone + place },
  });
}

/** In the place of a host that is not on this machine. */
function missing(host: HostName) {
  return endToEndProject(host, host, {
    include: ['tests/support/hosts/electron-missing.test.ts'],
    maxWorkers,
    sequence: { groupOrder: order.endToEnd },
  });
}

function endToEndProject(name: string, host: HostName, which: ProjectOptions) {
  return {
    test: {
      name,
      environment: 'node',
      provide: { host },
      testTimeout: 120_000,
      hookTimeout: 120_000,
      ...which,
    },
  } as const;
}

interface ProjectOptions {
  readonly include: string[];
  readonly exclude?: string[];
  readonly maxWorkers: number;
  readonly sequence: { readonly groupOrder: number };
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
  'electron/runbooks/{editing/editing,service,walk,shipped-queries,library/library,library/library-folders,parameters/insert}.test.ts',
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
      maxWorkers: 1,
      sequence: { groupOrder: order.alone },
    },
  },
  floods('faults-browser-host', 'browser-host', 1),
  floods('faults-electron-double', 'electron-double', 2),
];

/** Unit tests stand beside the code; what crosses processes is in `tests/` and has projects of its own. */
export default defineConfig({
  test: {
    maxWorkers,
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
          sequence: { groupOrder: order.processes },
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
          sequence: { groupOrder: order.processes },
        },
      },
      {
        test: {
          name: 'prometheus',
          include: ['tests/metrics/**/*.test.ts'],
          environment: 'node',
          testTimeout: 60_000,
          hookTimeout: 60_000,
          sequence: { groupOrder: order.processes },
        },
      },
      endToEnd('browser-host'),
      endToEnd('electron-double'),
      floods('browser-host-floods', 'browser-host', 1),
      floods('electron-double-floods', 'electron-double', 2),
      // Where Electron was never downloaded, the suite is one skip that says so.
      ...(electronBinary() === undefined
        ? [missing('electron')]
        : [endToEnd('electron'), floods('electron-floods', 'electron', 3)]),
      ...(process.env.WAR_ROOM_FAULTS === 'long' ? longFaults : []),
    ],
  },
});
