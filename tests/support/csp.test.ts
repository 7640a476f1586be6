import { describe, expect, it } from 'vitest';
import { cspProblems } from './csp.ts';

const ORIGIN = 'app://war-room';
const SAFE = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'nonce-q83vEg=='",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  `connect-src ${ORIGIN}`,
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
];

/** The safe policy with one directive in another's place. */
const policy = (...replaced: string[]) =>
  [...SAFE.filter((kept) => !replaced.some((next) => next.split(' ')[0] === kept.split(' ')[0])), ...replaced].join(
    '; ',
  );

describe('[T20] the check of a Content-Security-Policy', () => {
  it('has nothing to say about a policy that keeps the rule', () => {
    expect(cspProblems(policy(), ORIGIN)).toEqual([]);
  });

  it('misses the policy', () => {
    expect(cspProblems(null, ORIGIN)).toEqual(['no Content-Security-Policy on the page']);
  });

  it.each([
    ["script-src 'self' 'unsafe-eval'", "script-src allows 'unsafe-eval'"],
    ["script-src 'self' 'wasm-unsafe-eval'", "script-src allows 'wasm-unsafe-eval'"],
    ["script-src 'self' https://cdn.example", 'script-src allows https://cdn.example'],
    ["style-src 'self' 'unsafe-inline'", "style-src allows 'unsafe-inline'"],
    ['connect-src *', 'connect-src allows *'],
    ['connect-src https://elsewhere.example', 'connect-src allows https://elsewhere.example'],
    ['img-src https:', 'img-src allows https:'],
    ["default-src 'self'", "default-src is 'self', not 'none'"],
    ["frame-ancestors 'self'", "frame-ancestors is 'self', not 'none'"],
  ])('objects to %s', (directive, problem) => {
    expect(cspProblems(policy(directive), ORIGIN)).toEqual([problem]);
  });

  it('objects to what is left open', () => {
    const without = SAFE.filter((directive) => !directive.startsWith('base-uri')).join('; ');
    expect(cspProblems(without, ORIGIN)).toEqual(["base-uri is absent, not 'none'"]);
  });
});
