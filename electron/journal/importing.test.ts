import { generateKeyPairSync } from 'node:crypto';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SealedEvent, StreamBundle } from './bundle.ts';
import { envelopeHash, payloadBytes, sha256 } from './hashing.ts';
import { type Journal, newUuidV7 } from './index.ts';
import { signHead } from './signed-head.ts';
import { ada, append, bundleOf, note, readAll, rewritten, scratchJournals } from './testing.ts';

let scratch: ReturnType<typeof scratchJournals>;
let there: Journal;
let here: Journal;
const streamId = newUuidV7();

beforeEach(() => {
  scratch = scratchJournals();
  there = scratch.open('there');
  here = scratch.open('here');
  append(there, streamId, note('one'), note('two'), note('three'));
  there.signHeads(streamId);
});
afterEach(() => scratch.remove());

const taken = (appended: number, skipped: number, forked = 0, signatures = 0) => ({
  ok: true,
  value: { appended, skipped, forked, signatures },
});

function eventAt(bundle: StreamBundle, index: number): SealedEvent {
  const event = bundle.events[index];
  if (!event) throw new Error(`no event ${index}`);
  return event;
}

describe('an import', () => {
  it('[J16] takes in another directory’s stream as foreign, with its signatures, and gives it back as it was', () => {
    const bundle = bundleOf(there, streamId);
    expect(here.importStream(bundle)).toEqual(taken(3, 0, 0, 1));
    expect(readAll(here, streamId)).toEqual(readAll(there, streamId));
    expect(bundleOf(here, streamId)).toEqual(bundle);
    expect(here.readAfter(0, 9).map(({ origin }) => origin)).toEqual(['foreign', 'foreign', 'foreign']);
    expect(here.verify(streamId)).toMatchObject({
      ok: true,
      chains: [{ signedSeq: 3 }],
      signatures: [{ ours: false }],
    });
    expect(here.head.get()).toBe(3);
  });

  it('[J16] skips what is here already, and goes on where it ended', () => {
    here.importStream(bundleOf(there, streamId));
    append(here, streamId, note('from here'));
    append(there, streamId, note('four'));
    expect(here.importStream(bundleOf(there, streamId))).toEqual(taken(1, 3));
    expect(here.importStream(bundleOf(there, streamId))).toEqual(taken(0, 4));
    // Back again: the first device learns of the second one's.
    expect(there.importStream(bundleOf(here, streamId))).toEqual(taken(1, 4));
    expect(readAll(there, streamId)).toEqual(readAll(here, streamId));
    expect([here, there].map((journal) => journal.verify(streamId).ok)).toEqual([true, true]);
    append(there, streamId, note('five'));
    expect(there.verify(streamId)).toMatchObject({ ok: true, chains: [{}, {}] });
  });

  it('[J16] keeps an event that contradicts ours as a fork, with what follows from it, and both stay', () => {
    const bundle = bundleOf(there, streamId);
    here.importStream(bundle);
    const second = rewritten(eventAt(bundle, 1), {}, 'another two');
    const third = rewritten(eventAt(bundle, 2), { id: newUuidV7(), prevHash: second.envelope.hash }, 'another three');
    const fourth = rewritten(third, { id: newUuidV7(), seq: 4, prevHash: third.envelope.hash }, 'another four');
    const other = { ...bundle, events: [eventAt(bundle, 0), second, third, fourth], signatures: [] };
    expect(here.importStream(other)).toEqual(taken(0, 1, 3));
    expect(here.importStream(other)).toEqual(taken(0, 4));
    expect(readAll(here, streamId)).toEqual(readAll(there, streamId));
    expect(here.forks(streamId).map(({ event }) => [event.seq, event.hash])).toEqual(
      [second, third, fourth].map(({ envelope }) => [envelope.seq, envelope.hash]),
    );
    const report = here.verify(streamId);
    expect(report.problems.map(({ code, seq }) => `${code} ${seq}`)).toEqual(['fork 2', 'fork 3', 'fork 4']);
    expect(report.forks).toHaveLength(3);
    // An export of both comes in elsewhere as both.
    const fresh = scratch.open('fresh');
    expect(fresh.importStream(bundleOf(here, streamId))).toEqual(taken(3, 0, 3, 1));
    expect(bundleOf(fresh, streamId)).toEqual(bundleOf(here, streamId));
    // To whom has the fork as its chain, ours are the fork.
    const contrary = scratch.open('contrary');
    contrary.importStream(other);
    expect(contrary.importStream(bundle)).toEqual(taken(0, 1, 2, 1));
    expect(contrary.importStream(bundleOf(here, streamId))).toEqual(taken(0, 6));
  });

  it('[J16] keeps forks from being changed by any program that opens the file', () => {
    const bundle = bundleOf(there, streamId);
    here.importStream(bundle);
    const other = rewritten(eventAt(bundle, 2), {}, 'another three');
    here.importStream({ ...bundle, events: [...bundle.events.slice(0, 2), other], signatures: [] });
    const database = new DatabaseSync(join(scratch.root, 'here', 'journal.db'));
    for (const sql of [
      "UPDATE forked_events SET payload = x''",
      'DELETE FROM forked_events',
      'REPLACE INTO forked_events SELECT * FROM forked_events',
    ]) {
      expect(() => database.exec(sql)).toThrow('an event');
    }
    database.close();
    expect(here.forks(streamId)).toHaveLength(1);
  });

  const refusals: [string, string, RegExp, (bundle: StreamBundle) => StreamBundle][] = [
    [
      'changed words',
      'changed',
      /^Event 2:/,
      (bundle) => swap(bundle, 1, (event) => ({ ...event, payload: payloadBytes({ text: 'x' }) })),
    ],
    [
      'a changed time',
      'changed',
      /^Event 2:/,
      (bundle) => swap(bundle, 1, ({ envelope, payload }) => ({ envelope: { ...envelope, occurredAt: 1 }, payload })),
    ],
    [
      'another author',
      'changed',
      /^Event 3:/,
      (bundle) =>
        swap(bundle, 2, ({ envelope, payload }) => ({ envelope: { ...envelope, actor: { type: 'system' } }, payload })),
    ],
    [
      'words that are gone without a purge',
      'changed',
      /^Event 1: .*nothing tells why/,
      (bundle) => swap(bundle, 0, ({ envelope }) => ({ envelope, payload: undefined })),
    ],
    ['a payload with other spaces', 'changed', /^Event 3:/, respaced],
    ['a missing event', 'seq-missing', /^Event 3:/, (bundle) => ({ ...bundle, events: bundle.events.toSpliced(1, 1) })],
    ['a missing beginning', 'seq-missing', /^Event 2:/, (bundle) => ({ ...bundle, events: bundle.events.slice(1) })],
    [
      'an end behind which more was signed',
      'seq-missing',
      /^Event 3:/,
      (bundle) => ({ ...bundle, events: bundle.events.slice(0, 2) }),
    ],
    [
      'an event twice',
      'id-taken',
      /^Event 2:/,
      (bundle) => ({ ...bundle, events: [...bundle.events, eventAt(bundle, 1)] }),
    ],
    [
      'another event of the same number',
      'chain-broken',
      /^Event 3:/,
      (bundle) => ({ ...bundle, events: [...bundle.events, rewritten(eventAt(bundle, 2), { id: newUuidV7() }, 'x')] }),
    ],
    [
      'an event that follows from another one',
      'chain-broken',
      /^Event 3:/,
      (bundle) => swap(bundle, 2, (event) => rewritten(event, { prevHash: sha256('x') }, 'x')),
    ],
    [
      'an event of another incident',
      'wrong-stream',
      /^Event 2:/,
      (bundle) => swap(bundle, 1, (event) => rewritten(event, { incidentId: newUuidV7() }, 'x')),
    ],
    [
      'a fork of nothing',
      'chain-broken',
      /^Event 2:/,
      (bundle) => ({ ...bundle, forks: [rewritten(eventAt(bundle, 1), { prevHash: sha256('x') }, 'x')] }),
    ],
    [
      'another end than the signed one',
      'chain-broken',
      /^Event 3:/,
      (bundle) => swap(bundle, 2, (event) => rewritten(event, {}, 'x')),
    ],
    [
      'a signature of something else',
      'signature-invalid',
      /^Event 3:/,
      (bundle) => ({ ...bundle, signatures: bundle.signatures.map((head) => ({ ...head, signedAt: 1 })) }),
    ],
  ];

  function swap(bundle: StreamBundle, index: number, change: (event: SealedEvent) => SealedEvent): StreamBundle {
    return { ...bundle, events: bundle.events.with(index, change(eventAt(bundle, index))) };
  }

  function respaced(bundle: StreamBundle): StreamBundle {
    const { envelope } = eventAt(bundle, 2);
    const payload = new TextEncoder().encode('{ "noteKind": "observation", "text": "x" }');
    const sealed = { ...envelope, payloadHash: sha256(payload) };
    const event = { envelope: { ...sealed, hash: envelopeHash(sealed) }, payload };
    return { ...bundle, events: bundle.events.with(2, event), signatures: [] };
  }

  it.each(refusals)('[T38] with %s is refused whole', (_, code, message, change) => {
    const outcome = here.importStream(change(bundleOf(there, streamId)));
    expect(outcome).toMatchObject({ ok: false, error: { code, message: expect.stringMatching(message) } });
    expect([here.headPosition(), here.signatures(streamId), here.forks(streamId)]).toEqual([0, [], []]);
  });

  it('[T38] never takes an id away from an event that is here, in this stream or another', () => {
    const [mine] = append(here, newUuidV7(), note('mine'));
    const bundle = bundleOf(there, streamId);
    const events = [...bundle.events.slice(0, 2), rewritten(eventAt(bundle, 2), { id: mine?.id ?? '' }, 'not mine')];
    expect(here.importStream({ ...bundle, events, signatures: [] })).toMatchObject({ error: { code: 'id-taken' } });
    expect(here.headPosition()).toBe(1);
  });

  it('[T38] adds nothing to this device’s own chain, in whose name only we sign', () => {
    here.importStream(bundleOf(there, streamId));
    const bundle = bundleOf(here, streamId);
    const next = { id: newUuidV7(), seq: 4, prevHash: eventAt(bundle, 2).envelope.hash };
    const forged = rewritten(eventAt(bundle, 2), next, 'never said');
    const more = { ...bundle, events: [...bundle.events, forged] };
    expect(there.importStream(more)).toMatchObject({
      error: { code: 'own-chain', message: expect.stringContaining('Event 4') },
    });
    const { privateKey } = generateKeyPairSync('ed25519');
    const { deviceId, seq, hash } = eventAt(bundle, 1).envelope;
    const strange = signHead({ incidentId: streamId, deviceId, seq, hash, signedAt: 1 }, privateKey);
    expect(there.importStream({ ...bundle, signatures: [strange] })).toMatchObject({
      error: { code: 'signature-invalid' },
    });
    expect(there.verify(streamId)).toMatchObject({ ok: true, events: 3 });
  });

  it('[J16] takes in a purged event with the record that explains it, and never fills it again', () => {
    const before = bundleOf(there, streamId);
    const id = eventAt(before, 1).envelope.id;
    expect(there.purge(streamId, id, ada, 'a password')).toMatchObject({ ok: true });
    const bundle = bundleOf(there, streamId);
    expect(eventAt(bundle, 1).payload).toBeUndefined();
    expect(here.importStream(bundle)).toEqual(taken(4, 0, 0, 1));
    expect(here.importStream(before)).toEqual(taken(0, 3));
    expect(here.event(streamId, id)?.event).toMatchObject({ purged: true, payload: null });
    expect(here.verify(streamId)).toMatchObject({ ok: true, purged: [{ eventId: id, by: 'Ada Winter' }] });
    expect(bundleOf(here, streamId)).toEqual(bundle);
  });
});
