import { delimiter } from 'node:path';

export type Environment = Readonly<Record<string, string | undefined>>;

/** What belongs to this program, to whatever started it, or to the terminal it was started from. */
const foreign = [
  /^WAR_ROOM_/,
  /^ELECTRON_/,
  /^(npm_|NPM_CONFIG_USERCONFIG$)/,
  /^(INIT_CWD|NODE_OPTIONS|NODE_CHANNEL_FD|NODE_CHANNEL_SERIALIZATION_MODE|NODE_UNIQUE_ID|NODE_V8_COVERAGE)$/,
  /^(VITEST|VITE_|TINYPOOL_)/,
  /^(APPIMAGE|APPDIR|ARGV0|OWD|CHROME_DESKTOP|ORIGINAL_XDG_CURRENT_DESKTOP|GOOGLE_API_KEY)$/,
  /^(TMUX|TMUX_PANE|STY|WINDOW|WINDOWID|TERMCAP|COLUMNS|LINES|SHLVL|OLDPWD|PWD|_)$/,
  /^(VTE_|VSCODE_|ITERM_|KITTY_|WEZTERM_|ALACRITTY_|KONSOLE_|GNOME_TERMINAL_|WT_)/,
  /^(TERM|TERM_PROGRAM|TERM_PROGRAM_VERSION|TERM_SESSION_ID|COLORTERM|LC_TERMINAL|LC_TERMINAL_VERSION)$/,
];

/**
 * The environment of a person's shell: theirs, without our own variables and those that describe another terminal.
 * `path` replaces PATH where it is given.
 */
export function shellEnvironment(env: Environment, path?: string): Record<string, string> {
  const result: Record<string, string> = {};
  for (const [name, value] of Object.entries(env)) {
    if (value !== undefined && !foreign.some((pattern) => pattern.test(name))) result[name] = value;
  }
  const cleanPath = withoutOurPath(path ?? env.PATH ?? '', env);
  if (cleanPath !== '') result.PATH = cleanPath;
  result.TERM = 'xterm-256color';
  result.COLORTERM = 'truecolor';
  result.TERM_PROGRAM = 'war-room';
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
