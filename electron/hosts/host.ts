import type { Outcome } from '#shared/domain/outcome.ts';

/**
 * What a host does for the services. No service asks which host it is in; whatever differs between Electron and the
 * browser host is behind this interface.
 */
export interface HostCapabilities {
  readonly paths: HostPaths;
  readonly secrets: SecretStore;
  /** Opens an http or https address outside the application. The caller has checked the scheme. */
  openExternal(url: string): Promise<Outcome<null, 'cannot-open'>>;
  /** Saves where the person wants it; never overwrites without their yes, and leaves the old file or the new one, never half. */
  saveFile(request: SaveRequest): Promise<Outcome<{ readonly path: string }, 'cancelled' | 'not-written'>>;
  /** Prints a self-contained page, with neither network nor file access. */
  printToPdf(html: string): Promise<Outcome<Uint8Array, 'not-available' | 'failed'>>;
  notify(notification: { readonly title: string; readonly body: string }): void;
  quit(): void;
}

export interface HostPaths {
  /** The data directory, absolute; it exists and is 0700. */
  readonly data: string;
  /** The shipped `resources/`, absolute. */
  readonly resources: string;
}

export interface SaveRequest {
  /** A plain file name: no separators, no reserved names. */
  readonly suggestedName: string;
  /** Pieces are asked for anew for each attempt. */
  readonly bytes: Uint8Array | AsyncIterable<Uint8Array>;
}

export interface SecretStore {
  /** False where the platform could only keep plain text: secrets then live for this session only, and the page says so. */
  readonly persistent: boolean;
  get(name: string): string | undefined;
  set(name: string, value: string): void;
  remove(name: string): void;
}
