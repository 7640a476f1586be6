// Runs on Node 24, started by `scripts/dev.mjs`: builds again on every change, and starts the services anew after theirs.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { resolveConfig } from 'electron-vite';
import { build } from 'vite';
import { root, say } from './run.mjs';

// electron-vite's own `build` switches watching off, so its resolved configuration goes to Vite directly.
process.env.NODE_ENV_ELECTRON_VITE = 'production';
const { config } = await resolveConfig({ root, logLevel: 'warn' }, 'build', 'production');

const given = process.argv.slice(2).filter((argument) => argument !== '--no-open');
let services;
let ending = false;

function serve() {
  services = spawn(process.execPath, [join(root, 'out/main/cli.js'), 'serve', '--no-open', ...given], {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const mine = services;
  mine.once('exit', (code) => {
    if (ending) process.exit(0);
    // One that was stopped for a new build makes room for it; one that failed waits for the next change.
    if (mine.stopped) serve();
    else say(`war-room: the services ended with exit code ${code}; they start again after the next change`);
  });
}

function restart() {
  if (services === undefined || services.exitCode !== null || services.signalCode !== null) return serve();
  services.stopped = true;
  services.kill();
}

for (const target of ['main', 'preload', 'renderer']) {
  const watcher = await build({ ...config[target], build: { ...config[target].build, watch: {} } });
  watcher.on('event', (event) => {
    if (event.code === 'ERROR') say(`war-room: ${target} does not build: ${event.error.message}`);
    if (event.code === 'BUNDLE_END') {
      void event.result?.close();
      say(`war-room: built ${target} in ${event.duration} ms`);
    }
    if (event.code === 'END' && target === 'main') restart();
  });
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    ending = true;
    if (services === undefined || !services.kill()) process.exit(0);
  });
}
