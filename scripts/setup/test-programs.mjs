import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { has, node24, root, runQuietly, say, stop } from './run.mjs';

/** What the tests run for real, with the name of its Debian package. */
const programs = [
  { command: 'prometheus', debian: 'prometheus' },
  { command: 'bash', debian: 'bash' },
  { command: 'zsh', debian: 'zsh' },
  { command: 'fish', debian: 'fish' },
  { command: 'asciinema', debian: 'asciinema' },
  // Full-screen programs inside the terminals.
  { command: 'vim', debian: 'vim' },
  { command: 'less', debian: 'less' },
  { command: 'top', debian: 'procps' },
  // Linux alone has it, and the test that needs it runs there alone.
  ...(process.platform === 'linux' ? [{ command: 'strace', debian: 'strace' }] : []),
];
const browsers = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

function isDebian() {
  try {
    return /^ID(_LIKE)?=.*debian/m.test(readFileSync('/etc/os-release', 'utf8'));
  } catch {
    return false;
  }
}

function playwrightChromium() {
  const script = "import('playwright').then(({ chromium }) => process.stdout.write(chromium.executablePath()))";
  const { output } = runQuietly(node24, ['--input-type=module', '-e', script]);
  return existsSync(output) ? output : undefined;
}

/** A Chromium that is there: `WAR_ROOM_CHROMIUM`, the system's, or Playwright's own. */
export function findChromium() {
  const asked = process.env.WAR_ROOM_CHROMIUM;
  if (asked !== undefined) return existsSync(asked) ? asked : undefined;
  const system = browsers.find(has);
  if (system !== undefined) return runQuietly('which', [system]).output.trim();
  return playwrightChromium();
}

function installFromDebian(packages) {
  say(`war-room: installing ${packages.join(', ')} from Debian...`);
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const update = runQuietly('apt-get', ['update'], { env: environment });
  const install = runQuietly('apt-get', ['install', '-y', '--no-install-recommends', ...packages], {
    env: environment,
  });
  if (install.status !== 0) {
    say((update.status === 0 ? '' : update.output) + install.output.trim().split('\n').slice(-5).join('\n'));
    stop(`apt-get install ${packages.join(' ')} failed (see above)`);
  }
}

/**
 * Makes sure that the programs which the tests run for real are there: installs Debian's packages when root on Debian,
 * Playwright's own Chromium elsewhere, and otherwise names what to install. Returns the path of Chromium.
 */
export function ensureTestPrograms() {
  const missing = programs.filter(({ command }) => !has(command)).map(({ debian }) => debian);
  const noChromium = findChromium() === undefined;
  if (isDebian() && process.getuid?.() === 0) {
    const wanted = noChromium ? [...missing, 'chromium'] : missing;
    if (wanted.length > 0) installFromDebian(wanted);
  } else {
    if (missing.length > 0)
      stop(`the tests need ${missing.join(', ')}; on Debian or Ubuntu: apt-get install ${missing.join(' ')}`);
    if (noChromium) {
      say("war-room: installing Playwright's Chromium...");
      runQuietly(node24, [join(root, 'node_modules/playwright/cli.js'), 'install', 'chromium']);
    }
  }
  const chromium = findChromium();
  if (chromium === undefined)
    stop('the tests need Chromium; install the package chromium, or name one in WAR_ROOM_CHROMIUM');
  return chromium;
}
