import { fail, succeed } from '#shared/domain/outcome.ts';
import type { HostCapabilities } from '../hosts/host.ts';
import type { Recorder } from '../incidents/recorder.ts';
import type { Handlers } from '../rpc/handlers.ts';
import { beginningOf, measure } from './file-bytes.ts';
import { safeFileName } from './file-name.ts';
import { type RenderRequest, type RenderSources, renderDocument } from './render.ts';

const CUT = 'This is the beginning of the file only.';

export interface DocumentsDependencies extends RenderSources {
  readonly recorder: Recorder;
  readonly host: Pick<HostCapabilities, 'saveFile'>;
}

export type DocumentsService = ReturnType<typeof createDocumentsService>;

/** Documents made from the record: shown, written, and the writing recorded. */
export function createDocumentsService(dependencies: DocumentsDependencies) {
  const { recorder, host } = dependencies;
  const render = (request: RenderRequest) => renderDocument(dependencies, request);

  const handlers = {
    async preview(input) {
      const rendered = await render(input);
      if (!rendered.ok) return rendered;
      const { bytes, warnings } = rendered.value;
      const { text, cut } = await beginningOf(bytes);
      return succeed({ text, warnings: [...warnings, ...(cut ? [CUT] : [])] });
    },
    async export(input) {
      const rendered = await render(input);
      if (!rendered.ok) return rendered;
      const { title, extension, headHash } = rendered.value;
      const measured = measure(rendered.value.bytes);
      const saved = await host.saveFile({ suggestedName: safeFileName(title, extension), bytes: measured.bytes });
      if (!saved.ok) return saved;
      const { path } = saved.value;
      const { sha256, size } = measured.result();
      const payload = { format: input.format, path, headHash, sha256 };
      const recorded = recorder.record(input.incidentId, [{ kind: 'documentExported', payload }], 'person');
      if (recorded.ok) return succeed({ path, bytes: size });
      const { code, message, action } = recorded.error;
      return fail(code, `The document was written to ${path}, but that is not on the timeline: ${message}`, action);
    },
  } satisfies Handlers<'documents'>;

  return {
    ...handlers,
    /** For the command line: the document's bytes; nothing is written or recorded. */
    render,
    close: (): void => undefined,
  };
}
