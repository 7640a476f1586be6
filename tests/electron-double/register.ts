import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';

/**
 * `node --import .../register.ts out/main/main.js` runs the built program on the stand-in: whoever asks for `electron`,
 * by import or require, gets it. The process says what an Electron process says of itself.
 */
const stand = new URL('./electron.ts', import.meta.url).href;

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron' || specifier === 'electron/main'
      ? { url: stand, shortCircuit: true }
      : next(specifier, context),
});

Object.defineProperty(process, 'type', { value: 'browser' });
Object.defineProperty(process, 'defaultApp', { value: true });
Object.defineProperty(process, 'resourcesPath', {
  value: new URL('../../node_modules/electron/dist/resources', import.meta.url).pathname,
});
const { version } = JSON.parse(
  readFileSync(new URL('../../node_modules/electron/package.json', import.meta.url), 'utf8'),
) as { version: string };
Object.defineProperty(process.versions, 'electron', { value: version });
