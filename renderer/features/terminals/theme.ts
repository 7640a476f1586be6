import type { ITheme } from '@xterm/xterm';

const ansi = [
  'black',
  'red',
  'green',
  'yellow',
  'blue',
  'magenta',
  'cyan',
  'white',
  'brightBlack',
  'brightRed',
  'brightGreen',
  'brightYellow',
  'brightBlue',
  'brightMagenta',
  'brightCyan',
  'brightWhite',
] as const satisfies readonly (keyof ITheme)[];

/** The tokens' terminal colours as xterm wants them, resolved for the theme in force where `host` stands. */
export function terminalTheme(host: HTMLElement): ITheme {
  const probe = document.createElement('i');
  probe.hidden = true;
  host.append(probe);
  // The tokens are `light-dark()` pairs: only a computed colour tells which of the two holds here.
  const resolve = (token: string) => {
    probe.style.color = `var(${token})`;
    return getComputedStyle(probe).color;
  };
  const theme: ITheme = {
    background: resolve('--term-bg'),
    foreground: resolve('--term-text'),
    cursor: resolve('--term-cursor'),
    cursorAccent: resolve('--term-bg'),
    selectionBackground: resolve('--term-selection'),
    scrollbarSliderBackground: resolve('--line-strong'),
    scrollbarSliderHoverBackground: resolve('--text-3'),
    scrollbarSliderActiveBackground: resolve('--text-3'),
    ...Object.fromEntries(ansi.map((name, index) => [name, resolve(`--ansi-${index}`)])),
  };
  probe.remove();
  return theme;
}

/** One token as #rrggbb, resolved where `host` stands. */
export function hexColour(host: HTMLElement, token: string): string {
  const probe = document.createElement('i');
  probe.hidden = true;
  probe.style.color = `var(${token})`;
  host.append(probe);
  const channels = getComputedStyle(probe).color.match(/\d+/g)?.slice(0, 3) ?? [];
  probe.remove();
  return `#${channels.map((channel) => Number(channel).toString(16).padStart(2, '0')).join('')}`;
}

/** Calls `changed` whenever the theme in force changes, by choice or with the system. Returns how to stop. */
export function onThemeChange(changed: () => void): () => void {
  const root = new MutationObserver(changed);
  root.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme', 'class', 'style'] });
  const system = matchMedia('(prefers-color-scheme: dark)');
  system.addEventListener('change', changed);
  return () => {
    root.disconnect();
    system.removeEventListener('change', changed);
  };
}
