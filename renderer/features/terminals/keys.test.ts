import { expect, it } from 'vitest';
import { isAppKey, type KeyPress, terminalKey } from './keys.ts';

const press = (key: string, code: string, ...held: ('ctrlKey' | 'shiftKey' | 'altKey' | 'metaKey')[]): KeyPress => ({
  key,
  code,
  ctrlKey: held.includes('ctrlKey'),
  shiftKey: held.includes('shiftKey'),
  altKey: held.includes('altKey'),
  metaKey: held.includes('metaKey'),
});

it('leaves the keys of shells and editors to the program', () => {
  for (const key of [
    press('Escape', 'Escape'),
    press('Tab', 'Tab'),
    press('c', 'KeyC', 'ctrlKey'),
    press('k', 'KeyK', 'ctrlKey'),
    press('v', 'KeyV', 'ctrlKey'),
    press('f', 'KeyF', 'altKey'),
    press('F5', 'F5'),
  ]) {
    expect([key.key, isAppKey(key)]).toEqual([key.key, false]);
  }
});

it('keeps a way out for people without a mouse', () => {
  expect(terminalKey(press('F6', 'F6'))).toEqual({ kind: 'leave' });
  expect(terminalKey(press('F6', 'F6', 'ctrlKey', 'shiftKey'))).toEqual({ kind: 'leave' });
});

it('switches tabs by Ctrl+PageUp, Ctrl+PageDown and Alt+digit', () => {
  expect(terminalKey(press('PageUp', 'PageUp', 'ctrlKey'))).toEqual({ kind: 'step', by: -1 });
  expect(terminalKey(press('PageDown', 'PageDown', 'ctrlKey'))).toEqual({ kind: 'step', by: 1 });
  // On a Mac, Alt+3 prints "£": the place of the key counts.
  expect(terminalKey(press('£', 'Digit3', 'altKey'))).toEqual({ kind: 'tab', index: 2 });
  expect(terminalKey(press('0', 'Digit0', 'altKey'))).toBeUndefined();
});
