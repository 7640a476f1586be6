import { describe, expect, it } from 'vitest';
import { isPlainKey, type KeyPress, matchesKeys } from './key-match.ts';

const press = (key: string, modifiers: Partial<KeyPress> = {}): KeyPress => ({
  key,
  code: '',
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  ...modifiers,
});

describe('matchesKeys', () => {
  it('takes Ctrl for Mod, and Command on a Mac', () => {
    expect(matchesKeys(press('k', { ctrlKey: true }), 'Mod+K', false)).toBe(true);
    expect(matchesKeys(press('k', { metaKey: true }), 'Mod+K', true)).toBe(true);
    expect(matchesKeys(press('k', { ctrlKey: true }), 'Mod+K', true)).toBe(false);
  });

  it('tells Shift from no Shift', () => {
    expect(matchesKeys(press('D', { ctrlKey: true, shiftKey: true }), 'Mod+Shift+D', false)).toBe(true);
    expect(matchesKeys(press('d', { ctrlKey: true }), 'Mod+Shift+D', false)).toBe(false);
    expect(matchesKeys(press('F6', { shiftKey: true }), 'F6', false)).toBe(false);
  });

  it('takes the key of + for Plus, with and without Shift', () => {
    expect(matchesKeys(press('=', { ctrlKey: true }), 'Mod+Plus', false)).toBe(true);
    expect(matchesKeys(press('+', { ctrlKey: true, shiftKey: true }), 'Mod+Plus', false)).toBe(true);
    expect(matchesKeys(press('-', { ctrlKey: true }), 'Mod+Plus', false)).toBe(false);
  });

  it('does not care how a layout makes a question mark', () => {
    expect(matchesKeys(press('?', { shiftKey: true }), '?', false)).toBe(true);
    expect(matchesKeys(press('?'), '?', false)).toBe(true);
  });

  it('finds the digit keys where the layout prints something else on them', () => {
    expect(matchesKeys(press('&', { ctrlKey: true, code: 'Digit1' }), 'Mod+1', false)).toBe(true);
  });

  it('leaves a key with a modifier too many alone', () => {
    expect(matchesKeys(press('d', { altKey: true }), 'd', false)).toBe(false);
    expect(matchesKeys(press('d', { ctrlKey: true }), 'd', false)).toBe(false);
  });
});

it('knows which keys would be typed into a field', () => {
  expect(['d', '?', 'Mod+K', 'F6', 'Shift+F6'].map(isPlainKey)).toEqual([true, true, false, false, false]);
});
