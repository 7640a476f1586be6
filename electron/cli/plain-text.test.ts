import { expect, it } from 'vitest';
import { oneLine, plainText } from './plain-text.ts';

it('lets nothing of the record command the terminal', () => {
  expect(plainText('a\x1b]52;c;eA==\x07b\r\x9b2J\u202ec')).toBe('a\ufffd]52;c;eA==\ufffdb\ufffd\ufffd2J\ufffdc');
  expect(plainText('two\n\tlines \u00e9')).toBe('two\n\tlines \u00e9');
  expect(oneLine('two\n\tlines\x07')).toBe('two lines\ufffd');
});
