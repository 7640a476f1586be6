import type { StateCreator } from 'zustand';
import type { Client } from '#shared/contract/index.ts';
import type { Problem } from '#shared/domain/outcome.ts';
import { servicesSilent } from './services-silent.ts';

type Request = Parameters<Client['documents']['preview']>[0];

export type PreviewState =
  | { readonly kind: 'none' }
  | { readonly kind: 'loading' }
  | { readonly kind: 'ready'; readonly text: string; readonly warnings: readonly string[] }
  | { readonly kind: 'failed'; readonly problem: Problem };

export type ExportState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'busy' }
  | { readonly kind: 'done'; readonly path: string; readonly bytes: number }
  | { readonly kind: 'failed'; readonly problem: Problem };

export interface DocumentsSlice {
  readonly preview: PreviewState;
  readonly exporting: ExportState;
  previewDocument(request: Request): Promise<void>;
  exportDocument(request: Request): Promise<void>;
  /** Forgets what the dialog showed, so that it opens fresh. */
  clearDocument(): void;
}

/** The post-mortem as it would be written now, and writing it. */
export function createDocumentsSlice(client: Client): StateCreator<DocumentsSlice, [], [], DocumentsSlice> {
  return (set) => {
    let newest: Request | undefined;
    return {
      preview: { kind: 'none' },
      exporting: { kind: 'idle' },

      async previewDocument(request) {
        newest = request;
        set({ preview: { kind: 'loading' } });
        const answer = await client.documents.preview(request).catch(servicesSilent);
        // Another choice was made meanwhile; its own answer is on the way.
        if (newest !== request) return;
        set({
          preview: answer.ok ? { kind: 'ready', ...answer.value } : { kind: 'failed', problem: answer.error },
        });
      },

      async exportDocument(request) {
        set({ exporting: { kind: 'busy' } });
        const answer = await client.documents.export(request).catch(servicesSilent);
        if (answer.ok) set({ exporting: { kind: 'done', ...answer.value } });
        else if (answer.error.code === 'cancelled') set({ exporting: { kind: 'idle' } });
        else set({ exporting: { kind: 'failed', problem: answer.error } });
      },

      clearDocument() {
        newest = undefined;
        set({ preview: { kind: 'none' }, exporting: { kind: 'idle' } });
      },
    };
  };
}
