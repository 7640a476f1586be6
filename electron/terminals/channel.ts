/**
 * The binary channel of one attached page. A host adapts a MessagePort or a WebSocket with binary frames to it; frames
 * are those of `shared/contract/terminal-channel.ts`, whole and in order.
 */
export interface TerminalChannel {
  /** Never throws; after the channel closed it does nothing. */
  send(frame: Uint8Array): void;
  onMessage(listener: (frame: Uint8Array) => void): void;
  /** Called once, whoever closed it. */
  onClose(listener: () => void): void;
  /** May be called more than once. */
  close(): void;
}
