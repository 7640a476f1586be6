import fc from 'fast-check';
import { expect, it } from 'vitest';
import { anyText } from '#shared/domain/test-text.ts';
import { asOneLine, cleanPaste, decidePaste } from './paste.ts';

it('[T33] lets no control character but tab and newline through, so that no text can end a bracketed paste', () => {
  expect(cleanPaste('a\x1b[201~\nrm -rf /\x07\x00\x7f\x9b31m\tb')).toBe('a[201~\nrm -rf /31m\tb');
  fc.assert(
    fc.property(anyText(), (text) => {
      // biome-ignore lint/suspicious/noControlCharactersInRegex: the property is about them
      expect(cleanPaste(text)).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/);
    }),
  );
});

it('leaves every printable character as it is', () => {
  const text = 'grep -E "ä|日本|🙂" file | sort -u';
  expect(cleanPaste(text)).toBe(text);
});

it('[T33] inserts one line without the newline that would run it', () => {
  expect(decidePaste('kubectl get pods\r\n')).toEqual({ kind: 'insert', text: 'kubectl get pods' });
});

it('[T33] asks before several lines', () => {
  expect(decidePaste('one\r\ntwo\rthree\n')).toEqual({ kind: 'ask', text: 'one\ntwo\nthree', lines: 3 });
});

it('has nothing to paste when only control characters are left', () => {
  expect(decidePaste('\x1b\r\n')).toEqual({ kind: 'nothing' });
});

it('joins lines into one, continuations included', () => {
  expect(asOneLine('docker run \\\n    -it \\\n    alpine\n\n')).toBe('docker run -it alpine');
});
