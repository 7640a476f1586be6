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
});
