/** Options of every command that starts the browser host. */
export const hostOptions = {
  port: { type: 'number', default: 0, requiresArg: true, describe: 'Port on 127.0.0.1; 0: any free one' },
  open: { type: 'boolean', default: true, describe: 'Open a window; --no-open prints the URL instead, and stays' },
  origin: {
    type: 'string',
    array: true,
    requiresArg: true,
    default: [] as string[],
    describe: 'Further origin that pages may come from, for a tunnel with another port',
  },
  'stop-after': {
    type: 'number',
    default: 30,
    requiresArg: true,
    describe: 'Seconds after the last window is gone and no program runs in its terminals',
  },
  'keep-secrets': {
    type: 'boolean',
    default: false,
    describe: 'Keep passwords, readable, in a file of the data directory',
  },
} as const;

export interface BrowserHostArguments {
  readonly port: number;
  readonly open: boolean;
  readonly origin: readonly string[];
  readonly stopAfter: number;
  readonly keepSecrets: boolean;
  readonly stay: boolean;
  /** Who reads stdout: a person gets the URL, a program one JSON line with URL and process id. */
  readonly announce: 'person' | 'program';
}
