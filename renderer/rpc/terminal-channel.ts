/** The page's end of one session's binary channel. Frames are those of `shared/contract/terminal-channel.ts`. */
export interface TerminalChannel {
  /** Sends one frame; frames sent before the channel is open wait in order. Ignored once it is closed. */
  send(frame: Uint8Array<ArrayBuffer>): void;
  /** One listener; frames that came before it was set are delivered to it first. */
  onFrame(listener: (frame: Uint8Array) => void): void;
  /** Called once, also when the channel is closed already. */
  onClose(listener: () => void): void;
  close(): void;
}

/** What a channel is carried by. */
export interface FrameCarrier {
  send(frame: Uint8Array<ArrayBuffer>): void;
  close(): void;
}

export interface ChannelControls {
  readonly channel: TerminalChannel;
  opened(carrier: FrameCarrier): void;
  received(data: unknown): void;
  closed(): void;
}

/** The part that both transports share: order before opening, one close, bytes whatever they arrive as. */
export function createTerminalChannel(): ChannelControls {
  let carrier: FrameCarrier | undefined;
  let isClosed = false;
  let frameListener: ((frame: Uint8Array) => void) | undefined;
  let closeListener: (() => void) | undefined;
  const outgoing: Uint8Array<ArrayBuffer>[] = [];
  const incoming: Uint8Array[] = [];

  const closed = () => {
    if (isClosed) return;
    isClosed = true;
    closeListener?.();
  };

  return {
    channel: {
      send(frame) {
        if (isClosed) return;
        if (carrier) carrier.send(frame);
        else outgoing.push(frame);
      },
      onFrame(listener) {
        frameListener = listener;
        for (const frame of incoming.splice(0)) listener(frame);
      },
      onClose(listener) {
        closeListener = listener;
        if (isClosed) listener();
      },
      close() {
        carrier?.close();
        closed();
      },
    },
    opened(opened) {
      if (isClosed) return opened.close();
      carrier = opened;
      for (const frame of outgoing.splice(0)) opened.send(frame);
    },
    received(data) {
      const frame = toBytes(data);
      if (!frame || isClosed) return;
      if (frameListener) frameListener(frame);
      else incoming.push(frame);
    },
    closed,
  };
}

function toBytes(data: unknown): Uint8Array | undefined {
  if (data instanceof Uint8Array) return data;
  return data instanceof ArrayBuffer ? new Uint8Array(data) : undefined;
}
