import { expect, it } from 'vitest';
import type { Notice } from '#shared/contract/index.ts';
import { createNotices } from './index.ts';

const notice = (title: string): Notice => ({ title, body: `${title}.`, tone: 'neutral' });

function page(notices: ReturnType<typeof createNotices>) {
  const leaving = new AbortController();
  const seen: string[] = [];
  const done = (async () => {
    for await (const { title } of notices.watch(leaving.signal)) seen.push(title);
  })();
  const leave = async () => {
    leaving.abort();
    await done;
  };
  return { seen, leave };
}
const turns = () => new Promise((resolve) => setTimeout(resolve, 5));

it('[D73] shows a notice on the desktop and on every page, and keeps the first ones for the first page', async () => {
  const desktop: unknown[] = [];
  const notices = createNotices((shown) => desktop.push(shown));
  notices.show(notice('before'));
  const first = page(notices);
  await turns();
  const second = page(notices);
  notices.show(notice('one'));
  notices.show(notice('two'));
  await turns();
  expect(first.seen).toEqual(['before', 'one', 'two']);
  expect(second.seen).toEqual(['one', 'two']);
  expect(desktop).toEqual(['before', 'one', 'two'].map((title) => ({ title, body: `${title}.` })));
  await first.leave();
  await second.leave();
  const reloaded = page(notices);
  await turns();
  expect(reloaded.seen).toEqual([]);
  notices.show(notice('three'));
  await turns();
  expect(reloaded.seen).toEqual(['three']);
  await reloaded.leave();
});

it('[D73] keeps a bounded number of notices while no page is there', async () => {
  const notices = createNotices(() => {});
  for (let count = 1; count <= 120; count += 1) notices.show(notice(String(count)));
  const late = page(notices);
  await turns();
  expect(late.seen).toHaveLength(50);
  expect([late.seen[0], late.seen.at(-1)]).toEqual(['71', '120']);
  await late.leave();
});
