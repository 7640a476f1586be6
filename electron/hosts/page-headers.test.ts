import { expect, it } from 'vitest';
import { contentSecurityPolicy, pageHeaders } from './page-headers.ts';

const electron = ['app://war-room'];
const browser = ['http://127.0.0.1:7000', 'ws://127.0.0.1:7000'];

it('[T20] is the same policy in both hosts, but for where the page may connect to', () => {
  const policy = contentSecurityPolicy(electron);
  expect(policy.split('; ')).toEqual([
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    'connect-src app://war-room',
    "worker-src 'self'",
    "manifest-src 'self'",
    "frame-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ]);
  expect(contentSecurityPolicy(browser)).toBe(policy.replace(electron.join(' '), browser.join(' ')));
});

it('[T20] allows neither inline code nor eval', () => {
  expect(pageHeaders(browser)['content-security-policy']).not.toContain('unsafe');
});
