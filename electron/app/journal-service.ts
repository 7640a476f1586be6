import { fail, succeed } from '#shared/domain/outcome.ts';
import type { Journal } from '../journal/index.ts';
import type { Handlers } from '../rpc/handlers.ts';

/** What a page asks about the record as a whole: checking it, repairing it, keeping a copy. */
export function createJournalService({ journal }: { readonly journal: Journal }) {
  return {
    verify({ incidentId }) {
      if (!journal.hasStream(incidentId)) return fail('unknown-incident', 'There is no such incident.');
      const { ok, events, problems } = journal.verify(incidentId);
      return succeed({ ok, events, problems: problems.map(({ message }) => message), notes: [] });
    },
    salvage: () => fail('not-damaged', 'The journal is not damaged.'),
    backup: () => fail('not-written', 'No backup was written.'),
  } satisfies Handlers<'journal'>;
}
