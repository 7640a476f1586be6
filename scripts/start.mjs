// `npm start`: sets up whatever is missing, then opens the application.
import { join } from 'node:path';
import { ensureBuild } from './setup/build.mjs';
import { ensureDependencies } from './setup/dependencies.mjs';
import { ensureElectronBinary } from './setup/electron-binary.mjs';
import { become, node24, root, say, stop } from './setup/run.mjs';

const host = process.env.WAR_ROOM_HOST;
if (host !== undefined && host !== 'electron' && host !== 'browser') {
  stop(`WAR_ROOM_HOST is '${host}'; it can be 'electron' or 'browser'`, 2);
}

ensureDependencies();
ensureBuild();

const args = process.argv.slice(2);
const extra = {};
const display = process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
if (host === 'electron') {
  const missing = await ensureElectronBinary({ insist: true });
  if (missing !== undefined) stop(`WAR_ROOM_HOST=electron, but Electron is not available: ${missing}`);
} else if (host === undefined && !args.includes('--no-open')) {
  // (`--no-open` asks for a URL, which only the browser host has.)
  const missing = display ? await ensureElectronBinary({ insist: false }) : 'there is no display to open it on';
  if (missing !== undefined) {
    say(`war-room: continuing in the browser host: Electron is not available, ${missing}.`);
    extra.WAR_ROOM_HOST = 'browser';
  }
}

become(node24, [join(root, 'out/main/cli.js'), ...args], extra);
