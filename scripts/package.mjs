// `npm run package -- --linux | --mac | --win [--dir]`: builds what is missing, then the packages, in `dist/`.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ensureBuild } from './setup/build.mjs';
import { ensureDependencies } from './setup/dependencies.mjs';
import { node24, projectEnvironment, root, stop } from './setup/run.mjs';

ensureDependencies();
ensureBuild();
const builder = join(root, 'node_modules/electron-builder/cli.js');
const { status } = spawnSync(node24, [builder, ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
  env: projectEnvironment(),
});
if (status !== 0) {
  stop(
    'packaging failed (see above); it downloads Electron and its own tools, which does not work without the internet',
  );
}
