/** What `verify` found in one stream; plain data. `ok` is true only when there is no problem at all. */
export interface VerifyReport {
  readonly streamId: string;
  readonly ok: boolean;
  readonly events: number;
  readonly chains: readonly ChainReport[];
  readonly signatures: readonly SignatureReport[];
  readonly forks: readonly ForkReport[];
  readonly purged: readonly PurgedReport[];
  readonly blobs: {
    readonly checked: number;
    readonly absent: readonly string[];
    readonly damaged: readonly string[];
    /** Named by an event, but erased with another one that was purged. */
    readonly purged: readonly string[];
  };
  readonly problems: readonly VerifyProblem[];
}

export interface ChainReport {
  readonly deviceId: string;
  readonly events: number;
  readonly headSeq: number;
  readonly headHash: string;
  /** The newest event that the device vouched for with a valid signature; undefined when there is none. */
  readonly signedSeq?: number;
}

export interface SignatureReport {
  readonly deviceId: string;
  readonly seq: number;
  /** UTC ms, by the signing device's clock. */
  readonly signedAt: number;
  /** SHA-256 of the public key. */
  readonly keyFingerprint: string;
  /** Signed with the key of this data directory. */
  readonly ours: boolean;
  readonly valid: boolean;
}

export interface ForkReport {
  readonly deviceId: string;
  readonly seq: number;
  readonly eventId: string;
  readonly hash: string;
}

export interface PurgedReport {
  readonly eventId: string;
  readonly deviceId: string;
  readonly seq: number;
  readonly by: string;
  /** UTC ms. */
  readonly at: number;
  readonly reason: string;
  /** One line for a person: "purged by X at T: why". */
  readonly message: string;
}

export interface VerifyProblem {
  readonly code:
    | 'payload-changed'
    | 'envelope-changed'
    | 'chain-broken'
    | 'seq-missing'
    /** A head was signed that the chain does not reach. */
    | 'cut-off'
    /** The device signed another event at this place. */
    | 'signed-otherwise'
    | 'signature-invalid'
    /** Two keys signed in one device's name. */
    | 'key-changed'
    | 'fork'
    | 'blob-absent'
    | 'blob-damaged'
    /** What is kept of it for the screen is not what its events yield. */
    | 'derived-differs'
    | 'unreadable';
  readonly deviceId?: string;
  readonly seq?: number;
  readonly eventId?: string;
  /** One line for a person. */
  readonly message: string;
}
