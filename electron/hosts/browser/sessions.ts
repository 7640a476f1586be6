import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** Launch tokens that nobody used yet; the oldest goes when there are more. */
const MAX_TOKENS = 16;
/** Browsers that are logged in; the oldest goes when there are more. */
const MAX_SESSIONS = 64;

/** What one browser gets for its token: a cookie that its scripts can't read, and a secret that no other port is sent. */
export interface BrowserSession {
  readonly cookie: string;
  readonly secret: string;
}

/** 192 random bits, in characters that a URL carries as they are (docs/SPEC.md, T13). */
export function newSecret(): string {
  return randomBytes(24).toString('base64url');
}

/** Compares in a time that does not depend on how much of it is right. */
export function sameSecret(given: string, expected: string): boolean {
  return timingSafeEqual(sha256(given), sha256(expected));
}

/** Who may come in: launch tokens, each for one login, and the sessions they were turned into. */
export class Sessions {
  readonly #tokens: string[] = [];
  readonly #sessions: BrowserSession[] = [];

  mintToken(): string {
    const token = newSecret();
    this.#tokens.push(token);
    if (this.#tokens.length > MAX_TOKENS) this.#tokens.shift();
    return token;
  }

  /** Turns a token into a session, once. */
  redeem(token: string): BrowserSession | undefined {
    // Every token is compared, so that the time says nothing about which one it was.
    const matches = this.#tokens.filter((one) => sameSecret(token, one));
    const used = matches[0];
    if (used === undefined) return undefined;
    this.#tokens.splice(this.#tokens.indexOf(used), 1);
    const session = { cookie: newSecret(), secret: newSecret() };
    this.#sessions.push(session);
    if (this.#sessions.length > MAX_SESSIONS) this.#sessions.shift();
    return session;
  }

  byCookie(cookie: string): BrowserSession | undefined {
    return this.#sessions.filter((session) => sameSecret(cookie, session.cookie))[0];
  }
}

function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
