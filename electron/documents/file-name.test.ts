import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyText } from '#shared/domain/test-text.ts';
import { safeFileName } from './file-name.ts';

describe('safeFileName', () => {
  it('[X12] keeps what is harmless', () => {
    expect(safeFileName('2026-11-20 Checkout is down', 'md')).toBe('2026-11-20-Checkout-is-down.md');
    expect(safeFileName('Störung im Übergang', 'md')).toBe('Störung-im-Übergang.md');
  });

  it.each([
    ['../../etc/passwd', 'etc-passwd.md'],
    ['..', 'incident.md'],
    ['', 'incident.md'],
    ['a\u202Egnp.exe', 'a-gnp.exe.md'],
    ['nul', 'nul-file.md'],
    ['COM1.txt', 'COM1.txt-file.md'],
    ['C:\\Windows\\x', 'C-Windows-x.md'],
    ['line\nbreak\u0000', 'line-break.md'],
  ])('[X12] turns %j into %j', (title, expected) => {
    expect(safeFileName(title, 'md')).toBe(expected);
  });

  it('[X12] never yields a separator, a control or bidi mark, a hidden or an overlong name', () => {
    fc.assert(
      fc.property(anyText(300), (title) => {
        const name = safeFileName(title, 'md');
        expect(name).not.toMatch(/[\p{C}/\\:*?"<>|]/u);
        expect(name).toMatch(/^[^.].*\.md$/u);
        expect(new TextEncoder().encode(name).length).toBeLessThanOrEqual(125);
      }),
    );
  });
});
