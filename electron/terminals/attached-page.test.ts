import { setTimeout as delay } from 'node:timers/promises';
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
  it('[S25] gets what follows shortly in one frame, before whatever is said next', async () => {
    const { attached, frames } = attach();
    for (const letter of 'abc') attached.sendOutput(Buffer.from(letter));
    const first = [terminalFrame.output, 'a'];
    expect({ frames: [...frames], counted: attached.unacknowledged }).toEqual({ frames: [first], counted: 3 });
    attached.sendNotice(terminalFrame.mark, { commandId: 'x', phase: 'started' });
    attached.sendOutput(Buffer.from('d'));
    attached.sendOutput(Buffer.from('e'));
    await delay(20);
    attached.sendOutput(Buffer.from('f'));
    expect(frames).toEqual([
      first,
      [terminalFrame.output, 'bc'],
      [terminalFrame.mark, '{"commandId":"x","phase":"started"}'],
      [terminalFrame.output, 'de'],
      [terminalFrame.output, 'f'],
    ]);
  });

  it('[S23] gets no more than the flow allows, and the rest in order as it acknowledges', async () => {
    const { page, attached, frames } = attach();
    const pieces = Array.from({ length: 60 }, (_, index) => Buffer.alloc(4000, 97 + (index % 26)));
    for (const piece of pieces) attached.sendOutput(piece);
    await delay(20);
    const sent = () => frames.map(([, text]) => text).join('');
    expect(attached.unacknowledged).toBe(240_000);
    expect(sent().length).toBeGreaterThanOrEqual(FLOW_HIGH);
    expect(sent().length).toBeLessThan(FLOW_HIGH + 40_000);
    while (attached.unacknowledged > 0) page.acknowledge(20_000);
    expect(sent()).toBe(Buffer.concat(pieces).toString());
  });

  it('gets nothing more once it is closed', async () => {
    const { attached, frames } = attach();
    for (const word of ['in time', 'late']) attached.sendOutput(Buffer.from(word));
    attached.close();
    attached.sendOutput(Buffer.from('later'));
    await delay(20);
    expect(frames).toEqual([[terminalFrame.output, 'in time']]);
  });
});
