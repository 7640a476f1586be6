import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];

/** Everything that keeps a Chromium of the tests from talking to anyone, or from needing what a container lacks. */
export const CHROMIUM_FLAGS = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The Chromium to test with: `WAR_ROOM_CHROMIUM`, one on the PATH, or Playwright's own. Throws, in one line, without one. */
export function findChromium(): string {
  const named = process.env.WAR_ROOM_CHROMIUM;
  if (named !== undefined && named !== '') return named;
  const directories = (process.env.PATH ?? '').split(delimiter);
  const found = NAMES.flatMap((name) => directories.map((directory) => join(directory, name))).find(existsSync);
  if (found !== undefined) return found;
  const own = chromium.executablePath();
  if (own !== '' && existsSync(own)) return own;
  throw new Error(
    'no Chromium to test with: install one (Debian: apt-get install chromium; elsewhere: npx playwright install chromium)',
  );
}
