import { expect, it } from 'vitest';
import { isOwnPage } from './own-page.ts';

it('[T4] tells the own page from everything that looks like it', () => {
  expect(['app://war-room', 'app://war-room/', 'app://war-room/index.html#x'].map(isOwnPage)).toEqual([
    true,
    true,
    true,
  ]);
  const others = [
    ...[
      'app://war-room.example/',
      'app://war-room@example/',
      'app://war-room:1/',
      'app://user@war-room/',
      'app:war-room',
    ],
    ...['https://war-room/', 'apps://war-room/', 'file:///war-room', 'null', '', 'javascript:"app://war-room"'],
  ];
  expect(others.filter(isOwnPage)).toEqual([]);
});
