/** The import rule of docs/ARCHITECTURE.md. `tests/layers/layers.test.ts` proves that a violation is caught. */
const runtimes = '^(electron|renderer|shared)/';

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    {
      name: 'shared-imports-nothing-of-ours',
      severity: 'error',
      from: { path: '^shared/' },
      to: { path: '^(electron|renderer|tests|scripts|bench)/' },
    },
    { name: 'electron-not-renderer', severity: 'error', from: { path: '^electron/' }, to: { path: '^renderer/' } },
    { name: 'renderer-not-electron', severity: 'error', from: { path: '^renderer/' }, to: { path: '^electron/' } },
    {
      name: 'product-not-tests',
      severity: 'error',
      from: { path: runtimes, pathNot: '\\.test\\.tsx?$' },
      to: { path: '^(tests|bench|scripts)/' },
    },
    {
      name: 'services-through-their-index',
      comment: 'A service imports another only through its index; the composition root and the CLI do so too.',
      severity: 'error',
      from: { path: '^electron/([^/]+)/', pathNot: '\\.test\\.ts$' },
      to: {
        path: '^electron/(journal|incidents|metrics|terminals|runbooks|documents|settings)/',
        pathNot: [
          '^electron/$1/',
          '/index\\.ts$',
          '^electron/incidents/recorder\\.ts$',
          '^electron/terminals/channel\\.ts$',
        ],
      },
    },
    {
      name: 'features-through-their-index',
      severity: 'error',
      from: { path: '^renderer/features/([^/]+)/' },
      to: { path: '^renderer/features/', pathNot: ['^renderer/features/$1/', '/index\\.tsx?$'] },
    },
    {
      name: 'components-know-no-store',
      severity: 'error',
      from: { path: '^renderer/components/' },
      to: { path: '^renderer/(store|features|app|rpc)/' },
    },
    {
      name: 'electron-only-in-its-host',
      severity: 'error',
      from: { pathNot: ['^electron/(main|preload)\\.ts$', '^electron/hosts/electron/', '^tests/electron-double/'] },
      to: { path: ['^electron$', 'node_modules/electron/'] },
    },
    {
      name: 'no-node-in-the-page',
      severity: 'error',
      from: { path: '^(renderer|shared)/', pathNot: '\\.test\\.tsx?$' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    parser: 'swc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(out|dist)/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node', 'default'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json', '.css'],
    },
  },
};
