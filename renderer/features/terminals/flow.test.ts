import fc from 'fast-check';
import { expect, it } from 'vitest';
import { FLOW_LOW } from '#shared/contract/index.ts';
import { FlowAccount } from './flow.ts';

it('acknowledges at once what was parsed when nothing else waits', () => {
  const sent: number[] = [];
  const flow = new FlowAccount((count) => sent.push(count));
  flow.wrote(3);
  flow.parsed(3);
  expect(sent).toEqual([3]);
});

it('gathers small chunks into batches while more waits', () => {
  const sent: number[] = [];
  const flow = new FlowAccount((count) => sent.push(count));
  for (let i = 0; i < 100; i += 1) flow.wrote(100);
  for (let i = 0; i < 99; i += 1) flow.parsed(100);
  expect(sent).toEqual([FLOW_LOW]);
  flow.parsed(100);
  expect(sent).toEqual([FLOW_LOW, 10_000 - FLOW_LOW]);
});

it('acknowledges in the end exactly what was written, and never a zero', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 70_000 }), { maxLength: 60 }), (chunks) => {
      const sent: number[] = [];
      const flow = new FlowAccount((count) => sent.push(count));
      for (const chunk of chunks) flow.wrote(chunk);
      for (const chunk of chunks) flow.parsed(chunk);
      expect(sent.reduce((sum, count) => sum + count, 0)).toBe(chunks.reduce((sum, chunk) => sum + chunk, 0));
      expect(sent.every((count) => count > 0)).toBe(true);
    }),
  );
});
