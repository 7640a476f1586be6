import { fail } from '#shared/domain/outcome.ts';
import type { Handlers } from '../rpc/handlers.ts';

/** Updates from templates, and the checklists of a taxonomy. */
export function createUpdatesService() {
  return {
    templates: () => ({ templates: [], problems: [] }),
    preview: () => fail('unknown-template', 'There is no such template.', 'Choose another one.'),
    checklists: () => ({ checklists: [], problems: [] }),
  } satisfies Handlers<'updates'>;
}
