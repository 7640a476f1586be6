import type { ClientLink } from '@orpc/client';
import type { TerminalChannel } from './terminal-channel.ts';

/** How one page reaches the services. There are two: a MessagePort in Electron, WebSockets in the browser host. */
export interface Transport {
  /** Opens one carrier for calls. `onLost` is called once, when it is gone. Rejects with a `ConnectProblem`. */
  open(onLost: () => void): Promise<ClientLink<Record<never, never>>>;
  /** Opens the binary channel of one session. */
  openTerminal(sessionId: string): TerminalChannel;
}

/** Why there is no connection. `final` means that trying again cannot help: the page says what to do instead. */
export class ConnectProblem extends Error {
  readonly final: boolean;

  constructor(message: string, final: boolean) {
    super(message);
    this.name = 'ConnectProblem';
    this.final = final;
  }
}
