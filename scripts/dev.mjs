// `npm run dev`: builds page and services again whenever a source changes, and restarts the services after it.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { ensureBuild } from './setup/build.mjs';
import { ensureDependencies } from './setup/dependencies.mjs';
import { node24, projectEnvironment, root, say } from './setup/run.mjs';

ensureDependencies();
ensureBuild();

const env = projectEnvironment({ WAR_ROOM_HOST: 'browser' });
const options = { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], env };
const children = [
  spawn(node24, [join(root, 'node_modules/electron-vite/bin/electron-vite.js'), 'build', '--watch'], options),
  spawn(
    node24,
    [
      '--watch',
      '--watch-preserve-output',
      `--watch-path=${join(root, 'out/main')}`,
      'out/main/cli.js',
      'serve',
      ...process.argv.slice(2),
    ],
    options,
  ),
];
say('war-room: watching; open the URL that appears below, and reload the page after a change of the page');
const end = () => {
  for (const child of children) child.kill();
};
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, end);
for (const child of children) child.on('exit', end);
