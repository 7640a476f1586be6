import type * as Electron from 'electron';

type Handler = Parameters<Electron.Protocol['handle']>[1];

/** Schemes that the program registered, with what they may. */
export const privileges = new Map<string, Electron.Privileges>();
export const handlers = new Map<string, Handler>();

/**
 * Chromium can't be taught a scheme from outside, so `app://war-room/x` is `https://war-room.app.local/x` to it, and
 * the program never hears of that: every URL is translated on the way in and on the way out.
 */
export function toChromium(url: string): string {
  const { scheme, host, rest } = split(url);
  return handlers.has(scheme) ? `https://${host}.${scheme}.local${rest}` : url;
}

/** The URL as the program knows it. */
export function fromChromium(url: string): string {
  const match = /^https:\/\/([^/?#]+)\.([a-z][a-z0-9+-]*)\.local(?=[/?#]|$)(.*)$/s.exec(url);
  const [, host, scheme, rest] = match ?? [];
  return scheme !== undefined && handlers.has(scheme) ? `${scheme}://${host}${rest}` : url;
}

/** The origin of a URL as Electron's frames give it: that of a standard custom scheme is not opaque. */
export function originOf(url: string): string {
  const { scheme, host } = split(url);
  return handlers.has(scheme) ? `${scheme}://${host}` : new URL(url).origin;
}

/** The handler for a URL as the program knows it. */
export function handlerOf(url: string): Handler | undefined {
  return handlers.get(split(url).scheme);
}

/** Origins and scheme sources inside a header, such as a Content-Security-Policy. */
export function headerToChromium(value: string): string {
  let translated = value;
  for (const scheme of handlers.keys()) {
    translated = translated
      .replace(new RegExp(`\\b${scheme}://([a-z0-9.-]+)`, 'g'), `https://$1.${scheme}.local`)
      .replace(new RegExp(`(^|\\s)${scheme}:(?=\\s|;|$)`, 'g'), `$1https://*.${scheme}.local`);
  }
  return translated;
}

function split(url: string): { scheme: string; host: string; rest: string } {
  const match = /^([a-z][a-z0-9+.-]*):\/\/([^/?#]*)(.*)$/is.exec(url);
  return { scheme: match?.[1]?.toLowerCase() ?? '', host: match?.[2]?.toLowerCase() ?? '', rest: match?.[3] ?? '' };
}
