import { delimiter } from 'node:path';

export type Environment = Readonly<Record<string, string | undefined>>;

/** What belongs to this program, or to whatever started it. */
const foreign = [
  /^WAR_ROOM_/,
  /^ELECTRON_/,
  /^(npm_|NPM_CONFIG_USERCONFIG$)/,
  /^(INIT_CWD|NODE_OPTIONS|NODE_CHANNEL_FD|NODE_CHANNEL_SERIALIZATION_MODE|NODE_UNIQUE_ID|NODE_V8_COVERAGE)$/,
  /^(VITEST|VITE_|TINYPOOL_)/,
  /^(APPIMAGE|APPDIR|ARGV0|OWD|CHROME_DESKTOP|ORIGINAL_XDG_CURRENT_DESKTOP|GOOGLE_API_KEY)$/,
  /^(TERMCAP|COLUMNS|LINES|OLDPWD|PWD|_)$/,
];
/** What describes the terminal that this program was started from, and the shell in it. */
const ofTerminal = [
  /^(TMUX|TMUX_PANE|STY|WINDOW|WINDOWID|SHLVL)$/,
  /^(VTE_|VSCODE_|ITERM_|KITTY_|WEZTERM_|ALACRITTY_|KONSOLE_|GNOME_TERMINAL_|WT_)/,
  /^(TERM|TERM_PROGRAM|TERM_PROGRAM_VERSION|TERM_SESSION_ID|COLORTERM|LC_TERMINAL|LC_TERMINAL_VERSION)$/,
];
const ownTerminal = { TERM: 'xterm-256color', COLORTERM: 'truecolor', TERM_PROGRAM: 'war-room' };

/** Where a session is shown: on a page, or in the terminal that this program was started from. */
export type Surroundings = 'page' | 'terminal';

/**
 * The environment of a person's shell: theirs, without our own variables and, on a page, without those that describe
 * another terminal. `path` replaces PATH where it is given.
 */
export function shellEnvironment(
  env: Environment,
  path?: string,
  shownIn: Surroundings = 'page',
): Record<string, string> {
  const left = shownIn === 'page' ? [...foreign, ...ofTerminal] : foreign;
  const result: Record<string, string> = {};
  for (const [name, value] of Object.entries(env)) {
    if (value !== undefined && !left.some((pattern) => pattern.test(name))) result[name] = value;
  }
  const cleanPath = withoutOurPath(path ?? env.PATH ?? '', env);
  if (cleanPath !== '') result.PATH = cleanPath;
  if (shownIn === 'page') Object.assign(result, ownTerminal);
  // Without a locale the line editors take every byte above 127 for a key.
  if (!result.LC_ALL && !result.LC_CTYPE && !result.LANG) {
    result.LANG = process.platform === 'darwin' ? 'en_US.UTF-8' : 'C.UTF-8';
  }
  return result;
}

/** npm, and our own start script, put their folders in front of PATH. */
function withoutOurPath(path: string, env: Environment): string {
  const started = Object.keys(env).some((name) => /^(npm_|WAR_ROOM_)/.test(name));
  const entries = path.split(delimiter);
  const ours = /[\\/]node_modules[\\/](\.bin|node[\\/]bin|.*node-gyp-bin)$/;
  if (started) while (entries[0] !== undefined && ours.test(entries[0])) entries.shift();
  return entries.filter((entry) => !env.APPDIR || !entry.startsWith(env.APPDIR)).join(delimiter);
}
