/** What `verify` found in one stream. `ok` is true only when there is no problem at all. */
export interface VerifyReport {
  readonly streamId: string;
  readonly ok: boolean;
  readonly events: number;
  readonly chains: readonly ChainReport[];
  readonly blobs: { readonly checked: number; readonly absent: readonly string[]; readonly damaged: readonly string[] };
  readonly problems: readonly VerifyProblem[];
}

export interface ChainReport {
  readonly deviceId: string;
  readonly events: number;
  readonly headSeq: number;
  readonly headHash: string;
}

export interface VerifyProblem {
  readonly code:
    | 'payload-changed'
    | 'envelope-changed'
    | 'chain-broken'
    | 'seq-missing'
    | 'blob-absent'
    | 'blob-damaged'
    | 'unreadable';
  readonly deviceId?: string;
  readonly seq?: number;
  readonly eventId?: string;
  /** One line for a person. */
  readonly message: string;
}
