import type { StateCreator } from 'zustand';
import type { Client } from '#shared/contract/index.ts';
import type { Outcome, Problem } from '#shared/domain/outcome.ts';
import { servicesSilent } from './services-silent.ts';

type Answered<Procedure extends 'salvage' | 'backup'> =
  Awaited<ReturnType<Client['journal'][Procedure]>> extends infer Answer
    ? Answer extends { readonly ok: true; readonly value: infer Value }
      ? Value
      : never
    : never;

/** Something that works on the whole record, and takes a while. */
export type RecordTask<Value> =
  | { readonly kind: 'idle' }
  | { readonly kind: 'busy' }
  | { readonly kind: 'done'; readonly value: Value }
  | { readonly kind: 'failed'; readonly problem: Problem };

export interface RecordSlice {
  readonly repair: RecordTask<Answered<'salvage'>>;
  readonly backup: RecordTask<Answered<'backup'>>;
  /** Sets a damaged journal aside and carries over what can be read. */
  repairJournal(): Promise<void>;
  /** Writes the whole record into one file. */
  backUpJournal(): Promise<RecordTask<Answered<'backup'>>>;
  /** Forgets what the last repair said, so that its dialog opens fresh. */
  clearRepair(): void;
}

/** Repairing the record, and keeping a copy of it. */
export function createRecordSlice(client: Client): StateCreator<RecordSlice, [], [], RecordSlice> {
  return (set) => ({
    repair: { kind: 'idle' },
    backup: { kind: 'idle' },

    async repairJournal() {
      set({ repair: { kind: 'busy' } });
      set({ repair: settled(await client.journal.salvage().catch(servicesSilent)) });
    },

    async backUpJournal() {
      set({ backup: { kind: 'busy' } });
      const answer = settled(await client.journal.backup().catch(servicesSilent));
      // Who changed their mind was not refused.
      const backup =
        answer.kind === 'failed' && answer.problem.code === 'cancelled' ? { kind: 'idle' as const } : answer;
      set({ backup });
      return backup;
    },

    clearRepair() {
      set({ repair: { kind: 'idle' } });
    },
  });
}

function settled<Value>(answer: Outcome<Value>): RecordTask<Value> {
  return answer.ok ? { kind: 'done', value: answer.value } : { kind: 'failed', problem: answer.error };
}
