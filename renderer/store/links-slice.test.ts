import { expect, it } from 'vitest';
import { createStore } from 'zustand/vanilla';
import type { Client } from '#shared/contract/index.ts';
import { fail, succeed } from '#shared/domain/outcome.ts';
import { createLinksSlice, type LinksSlice } from './links-slice.ts';

function store(openExternal: (input: { url: string }) => unknown) {
  return createStore<LinksSlice>()(createLinksSlice({ app: { openExternal } } as unknown as Client));
}

it('[T5] opens nothing before the person said yes', async () => {
  const opened: string[] = [];
  const slice = store(async ({ url }) => {
    opened.push(url);
    return succeed({});
  });
  slice.getState().offerLink('https://status.example/?a=1#top');
  expect(slice.getState().offeredLink).toBe('https://status.example/?a=1#top');
  expect(opened).toEqual([]);
  await slice.getState().openLink();
  expect([opened, slice.getState().offeredLink]).toEqual([['https://status.example/?a=1#top'], undefined]);
});

it.each(['javascript:alert(1)', 'file:///etc/passwd', 'ssh://host', 'data:text/html,x', 'not an address'])(
  '[T5] does not offer %s',
  (text) => {
    const slice = store(() => {
      throw new Error('must not be called');
    });
    slice.getState().offerLink(text);
    expect(slice.getState().offeredLink).toBeUndefined();
  },
);

it('keeps the address on the screen when it could not be opened', async () => {
  const refused = fail('cannot-open', 'No browser is installed.', 'Copy the address.');
  const slice = store(async () => refused);
  slice.getState().offerLink('http://localhost:9090/');
  await slice.getState().openLink();
  expect(slice.getState()).toMatchObject({ offeredLink: 'http://localhost:9090/', linkProblem: refused.error });
});
