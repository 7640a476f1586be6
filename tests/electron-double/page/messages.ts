/** Page to Node, one per call of the CDP binding. Ports are named by ids; data is encoded by the codec. */
export type FromPage =
  /** First word of a fresh document: its preload is about to run. */
  | { readonly type: 'document'; readonly url: string }
  | {
      readonly type: 'exposed';
      readonly key: string;
      readonly functions: readonly string[];
      readonly values: readonly string[];
    }
  | { readonly type: 'send'; readonly channel: string; readonly args: unknown; readonly ports: readonly string[] }
  | { readonly type: 'invoke'; readonly id: number; readonly channel: string; readonly args: unknown }
  | { readonly type: 'port'; readonly port: string; readonly data: unknown; readonly ports: readonly string[] }
  | { readonly type: 'port closed'; readonly port: string }
  | { readonly type: 'leaked event'; readonly path: string }
  | { readonly type: 'preload error'; readonly message: string };

/** Node to page, in batches. */
export type ToPage =
  | { readonly type: 'send'; readonly channel: string; readonly args: unknown; readonly ports: readonly string[] }
  | { readonly type: 'reply'; readonly id: number; readonly value: unknown }
  | { readonly type: 'failed'; readonly id: number; readonly message: string }
  | { readonly type: 'port'; readonly port: string; readonly data: unknown; readonly ports: readonly string[] }
  | { readonly type: 'port closed'; readonly port: string };

/** Between the preload's isolated world and the page's own, as text in DOM events: they share nothing else. */
export type BetweenWorlds =
  | { readonly type: 'expose'; readonly key: string; readonly api: unknown }
  /** Page calls a function of the preload, or the preload one that the page gave it. */
  | { readonly type: 'call'; readonly fn: string; readonly call: number; readonly args: unknown }
  | { readonly type: 'returned'; readonly call: number; readonly value: unknown }
  | { readonly type: 'threw'; readonly call: number; readonly message: string }
  /** The call answered with a promise, which `returned` or `threw` settles later. */
  | { readonly type: 'promised'; readonly call: number };
