import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { decodeFrame, FLOW_HIGH, terminalFrame } from '#shared/contract/index.ts';
import { AttachedPage } from './attached-page.ts';
import { TestPage } from './testing.ts';

function attach() {
  const page = new TestPage();
  page.acknowledges = false;
  const frames: [number, string][] = [];
  const { send } = page.channel;
  page.channel.send = (frame) => {
    const { type, body } = decodeFrame(frame) ?? expect.fail('an empty frame');
    frames.push([type, Buffer.from(body).toString()]);
    send(frame);
  };
  const attached = new AttachedPage(page.channel, {
    onInput: () => {},
    onResize: () => {},
    onAcknowledged: () => {},
    onClosed: () => {},
  });
  return { page, attached, frames };
}

describe('a page that is attached', () => {
  it('[S25] gets the output of one turn in one frame, before whatever is said next', async () => {
    const { attached, frames } = attach();
    attached.sendOutput(Buffer.from('a'));
    attached.sendOutput(Buffer.from('b'));
    expect({ frames, counted: attached.unacknowledged }).toEqual({ frames: [], counted: 2 });
    attached.sendNotice(terminalFrame.mark, { commandId: 'x', phase: 'started' });
    attached.sendOutput(Buffer.from('c'));
    await nextTurn();
    expect(frames).toEqual([
      [terminalFrame.output, 'ab'],
      [terminalFrame.mark, '{"commandId":"x","phase":"started"}'],
      [terminalFrame.output, 'c'],
    ]);
  });

  it('[S23] gets no more than the flow allows, and the rest in order as it acknowledges', async () => {
    const { page, attached, frames } = attach();
    const pieces = Array.from({ length: 60 }, (_, index) => Buffer.alloc(4000, 97 + (index % 26)));
    for (const piece of pieces) attached.sendOutput(piece);
    await nextTurn();
    const sent = () => frames.map(([, text]) => text).join('');
    expect(attached.unacknowledged).toBe(240_000);
    expect(sent().length).toBeGreaterThanOrEqual(FLOW_HIGH);
    expect(sent().length).toBeLessThan(FLOW_HIGH + 40_000);
    while (attached.unacknowledged > 0) page.acknowledge(20_000);
    expect(sent()).toBe(Buffer.concat(pieces).toString());
  });

  it('gets nothing more once it is closed', async () => {
    const { attached, frames } = attach();
    attached.sendOutput(Buffer.from('late'));
    attached.close();
    attached.sendOutput(Buffer.from('later'));
    await nextTurn();
    expect({ frames, counted: attached.unacknowledged }).toEqual({ frames: [], counted: 0 });
  });
});
