import { type Outcome, succeed } from '#shared/domain/outcome.ts';
import { type AppendInput, appendDrafts } from './append.ts';
import type { Connection } from './connection.ts';
import type { Identity } from './identity.ts';
import type { AppendContext, Journal, StoredEvent, StreamDrafts } from './journal.ts';
import { signOwnHead } from './signing.ts';
import type { Statements } from './statements.ts';

/** What is needed to write as this device. */
export interface Writer {
  readonly connection: Connection;
  readonly identity: Identity;
  /** Wall clock, UTC ms. */
  readonly now: () => number;
  readonly newId: () => string;
}

/** A chain's head is signed whenever so many of its events are there. */
const SIGNED_EVERY = 100;

export function createAppending(writer: Writer): Pick<Journal, 'append' | 'appendAll'> {
  const { connection } = writer;
  const appendAll: Journal['appendAll'] = (actor, decide) =>
    connection.write((statements) => {
      const now = writer.now();
      const decision = decide({ now });
      if (!decision.ok) return decision;
      const appended = decision.value.flatMap(({ streamId, drafts }) => {
        if (drafts.some(({ kind }) => kind === 'entryPurged')) {
          throw new TypeError('entryPurged without the overwriting that it records');
        }
        return appendTo(statements, writer, { streamId, actor, drafts, now });
      });
      return succeed(appended);
    });
  return {
    append: (streamId, actor, decide) => appendAll(actor, (context) => inOneStream(streamId, decide(context))),
    appendAll,
  };
}

function inOneStream<Code extends string>(
  streamId: string,
  decision: Outcome<StreamDrafts['drafts'], Code>,
): Outcome<readonly StreamDrafts[], Code> {
  return decision.ok ? succeed([{ streamId, drafts: decision.value }]) : decision;
}

/** Inside a write transaction: seals drafts onto the stream, and signs where it is time to. */
export function appendTo(
  statements: Statements,
  { identity, newId }: Pick<Writer, 'identity' | 'newId'>,
  input: Pick<AppendInput, 'streamId' | 'actor' | 'drafts'> & AppendContext,
): readonly StoredEvent[] {
  if (input.drafts.length === 0) return [];
  const appended = appendDrafts(statements, { ...input, deviceId: identity.deviceId, newId });
  const last = appended.at(-1)?.event.seq ?? 0;
  // Also when several events at once went past it.
  if (last % SIGNED_EVERY < appended.length) signOwnHead(statements, identity, input.streamId, input.now);
  return appended;
}
