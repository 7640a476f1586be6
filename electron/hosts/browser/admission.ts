import type { IncomingMessage } from 'node:http';
import type { BrowserSession, Sessions } from './sessions.ts';

const loopbackNames = new Set(['localhost', '127.0.0.1', '[::1]']);

/** True for the Host of a request that names this machine, whatever the port (docs/SPEC.md, T12: DNS rebinding). */
export function isLoopbackHost(host: string | undefined): boolean {
  const name = /^(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?$/i.exec(host ?? '')?.[1];
  return name !== undefined && loopbackNames.has(name.toLowerCase());
}

/** The origins whose pages may connect: this port under each loopback name, and those that a person named (T11). */
export function allowedOrigins(port: number, named: readonly string[]): ReadonlySet<string> {
  const own = [...loopbackNames].map((name) => new URL(`http://${name}:${port}`).origin);
  return new Set([...own, ...named]);
}

/** The origin of `--origin URL`, or undefined where it could never work: the Host check would refuse it. */
export function parseNamedOrigin(text: string): string | undefined {
  const url = URL.parse(text);
  if (!url || !['http:', 'https:'].includes(url.protocol)) return undefined;
  return loopbackNames.has(url.hostname) ? url.origin : undefined;
}

/** Browsers send a cookie to every port of a host, so each server has a name of its own for it. */
export function cookieName(port: number): string {
  return `war-room-${port}`;
}

/** The session whose cookie the request carries. */
export function sessionOf(request: IncomingMessage, port: number, sessions: Sessions): BrowserSession | undefined {
  const wanted = `${cookieName(port)}=`;
  for (const part of (request.headers.cookie ?? '').split(';')) {
    const pair = part.trim();
    if (pair.startsWith(wanted)) return sessions.byCookie(pair.slice(wanted.length));
  }
  return undefined;
}
