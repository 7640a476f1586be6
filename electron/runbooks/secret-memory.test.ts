import { describe, expect, it } from 'vitest';
import { createSecretMemory } from './secret-memory.ts';

describe('secret memory', () => {
  it('[B13] blots out a secret wherever it shows, quoted or not', () => {
    const secrets = createSecretMemory();
    expect(secrets.redact('unseal abc')).toBe('unseal abc');
    secrets.remember("it's $ecret");
    secrets.remember('hunter2');
    secrets.remember('42');
    secrets.remember('');
    expect(secrets.redact("a it's $ecret b 'it'\\''s $ecret' xhunter2y")).toBe('a [secret] b [secret] x[secret]y');
    expect(secrets.redact('took 142 ms, code 42')).toBe('took 142 ms, code [secret]');
  });

  it('[B13] hides the longer secret as a whole when it holds a shorter one', () => {
    const secrets = createSecretMemory();
    secrets.remember('pass');
    secrets.remember('password1');
    expect(secrets.redact('password1 pass')).toBe('[secret] [secret]');
  });

  it('[B91] blots out a secret that a program encoded: base64, percent, JSON, hexadecimal, one line of several', () => {
    const secret = 'p\u00e4ss "w\u00f6rd"/\\?+x';
    const secrets = createSecretMemory();
    secrets.remember(secret);
    secrets.remember('first line here\nsecond line here');
    const base64 = (text: string) => Buffer.from(text).toString('base64');
    const header = base64(`user:${secret}`);
    for (const shown of [
      base64(secret),
      base64(`a${secret}`),
      base64(`ab${secret}\n`),
      header,
      Buffer.from(secret).toString('base64url'),
      Buffer.from(secret).toString('hex').toUpperCase(),
      `https://x/?q=${encodeURIComponent(secret)}`,
      new URLSearchParams({ q: secret }).toString(),
      JSON.stringify({ secret }),
      'first line here',
      'second line here\r',
    ]) {
      const redacted = secrets.redact(`before ${shown} after`);
      expect([shown, redacted]).toEqual([shown, expect.stringMatching(/^before .*\[secret\].* after$/s)]);
      // What is left of it is less than the bytes at the seams.
      expect(redacted.length).toBeLessThanOrEqual('before [secret] after'.length + 16);
    }
    expect(secrets.redact('nothing of it')).toBe('nothing of it');
  });

  it('[B91] blots out no common piece of text for a short secret', () => {
    const secrets = createSecretMemory();
    secrets.remember('abcd');
    expect(secrets.redact('YWJj 6162 %61 YWJjZA')).toBe('YWJj 6162 %61 YWJjZA');
  });
});
