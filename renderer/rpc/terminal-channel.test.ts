import { expect, it, vi } from 'vitest';
import { createTerminalChannel } from './terminal-channel.ts';

const bytes = (...values: number[]) => new Uint8Array(values);

it('keeps the order of what is sent before it is open', () => {
  const { channel, opened } = createTerminalChannel();
  const sent: Uint8Array[] = [];
  channel.send(bytes(1));
  channel.send(bytes(2));
  opened({ send: (frame) => sent.push(frame), close: () => {} });
  channel.send(bytes(3));
  expect(sent).toEqual([bytes(1), bytes(2), bytes(3)]);
});

it('delivers bytes, whatever they came as, and first those that came before anybody listened', () => {
  const { channel, received } = createTerminalChannel();
  const frames: Uint8Array[] = [];
  received(bytes(1).buffer);
  received('text');
  received(bytes(2));
  channel.onFrame((frame) => frames.push(frame));
  received(bytes(3).buffer);
  expect(frames).toEqual([bytes(1), bytes(2), bytes(3)]);
});

it('closes once, whoever closes it, and does nothing afterwards', () => {
  const { channel, opened, received, closed } = createTerminalChannel();
  const carrier = { send: vi.fn(), close: vi.fn() };
  const onClose = vi.fn();
  const onFrame = vi.fn();
  channel.onClose(onClose);
  channel.onFrame(onFrame);
  opened(carrier);
  channel.close();
  closed();
  channel.send(bytes(1));
  received(bytes(1));
  expect([carrier.close.mock.calls.length, onClose.mock.calls.length]).toEqual([1, 1]);
  expect([carrier.send.mock.calls, onFrame.mock.calls]).toEqual([[], []]);
  const late = vi.fn();
  channel.onClose(late);
  expect(late).toHaveBeenCalledOnce();
});

it('lets go of a carrier that comes after it was closed', () => {
  const { channel, opened } = createTerminalChannel();
  channel.close();
  const carrier = { send: vi.fn(), close: vi.fn() };
  opened(carrier);
  expect(carrier.close).toHaveBeenCalledOnce();
});
