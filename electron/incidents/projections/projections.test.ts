import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { EventDraft } from '#shared/domain/events/index.ts';
import { declaredDraft, testEventId } from '#shared/domain/test-events.ts';
import { testDraft } from '#shared/domain/test-payloads.ts';
import { type Journal, newUuidV7 } from '../../journal/index.ts';
import { ada, append, bundleOf, note, scratchJournals } from '../../journal/testing.ts';
import { IncidentStates } from '../incident-states.ts';
import { countEntries, newestEntries, Projections, verifyDerived } from './index.ts';
import { PROJECTION_VERSION } from './schema.ts';

let scratch: ReturnType<typeof scratchJournals>;
let journal: Journal;
let opened: Projections[];
const streamId = newUuidV7();

beforeEach(() => {
  scratch = scratchJournals();
  opened = [];
  journal = scratch.open('here');
  append(journal, streamId, declaredDraft(), note('The pool is exhausted'), note('Rolled back'));
});
afterEach(() => {
  for (const projections of opened) projections.close();
  scratch.remove();
});

const path = (name = 'here') => join(scratch.root, name, 'index.db');

function open(of = journal, name = 'here'): Projections {
  const projections = new Projections({ journal: of, dataDir: join(scratch.root, name) });
  opened.push(projections);
  return projections;
}

function headlines(projections: Projections, id = streamId): readonly string[] {
  return projections.nowOf(id, (statements) => {
    const stream = statements.stream(id);
    if (!stream) return [];
    const { entries } = newestEntries(statements, stream, undefined, 9999);
    expect(countEntries(statements, stream)).toBe(entries.length);
    return entries.map(({ headline }) => headline);
  });
}

const ALL = ['Declared SEV-1: Checkout API errors', 'The pool is exhausted', 'Rolled back'];

function bound(target: Journal, key: string | symbol): unknown {
  const value = Reflect.get(target, key);
  return typeof value === 'function' ? value.bind(target) : value;
}

/** A change of the index that no program of ours makes. */
function tamper(sql: string): void {
  const database = new DatabaseSync(path());
  database.exec(sql);
  database.close();
}

describe('the index', () => {
  it('[I40] is built from the journal, for its owner only, and goes on from where it was', () => {
    expect(headlines(open())).toEqual(ALL);
    expect(statSync(path()).mode & 0o777).toBe(0o600);
    opened.at(-1)?.close();
    append(journal, streamId, note('Watching'));
    expect(headlines(open())).toEqual([...ALL, 'Watching']);
  });

  it('[I40] is built anew when it is missing, damaged, an older version’s, or derived from another journal', () => {
    const ways: [string, () => void][] = [
      ['missing', () => rmSync(path())],
      ['no database', () => writeFileSync(path(), 'not a database, but long enough to be looked at'.repeat(99))],
      ['older', () => tamper("PRAGMA user_version = 0; DELETE FROM entries; UPDATE meta SET value = 'x'")],
      ['another journal', () => tamper("UPDATE meta SET value = 'another' WHERE key = 'hash'; DELETE FROM entries")],
      ['further than the journal', () => tamper("UPDATE meta SET value = '99' WHERE key = 'position'")],
      ['texts', () => tamper("UPDATE entries SET entry = 'no JSON'")],
      ['behind itself', () => tamper('UPDATE streams SET position = position - 1; UPDATE meta SET value = 0')],
    ];
    for (const [way, damage] of ways) {
      const before = open();
      expect(headlines(before), way).toEqual(ALL);
      before.summaries();
      before.close();
      damage();
      const after = open();
      expect(headlines(after), way).toEqual(ALL);
      expect(after.kept, way).toBe('file');
      expect(verifyDerived(journal, after, streamId), way).toEqual({ ok: true, entries: 3, problems: [] });
      after.close();
    }
  });

  it('[I40] survives a wiped page, found when it is read', () => {
    append(journal, streamId, ...Array.from({ length: 300 }, (_, index) => note(`note ${index} ${'x'.repeat(300)}`)));
    const before = open();
    const all = headlines(before);
    before.close();
    const bytes = readFileSync(path());
    bytes.fill(0xa5, 8192, bytes.length - 4096);
    writeFileSync(path(), bytes);
    expect(headlines(open())).toEqual(all);
  });

  it('[I40] leaves a newer program’s file alone, and is held in memory then', () => {
    headlines(open());
    opened.at(-1)?.close();
    tamper(`PRAGMA user_version = ${PROJECTION_VERSION + 1}; DELETE FROM entries`);
    const projections = open();
    expect(headlines(projections)).toEqual(ALL);
    expect(projections.kept).toBe('memory');
  });

  it('[I40] is held in memory where nothing can be kept', () => {
    // What the journal says of a directory that can only be read; root, who may run this, writes anywhere.
    const readOnly = new Proxy(journal, {
      get: (target, key) => (key === 'storage' ? { journalMode: undefined } : bound(target, key)),
    });
    const projections = open(readOnly);
    expect(headlines(projections)).toEqual(ALL);
    expect(projections.kept).toBe('memory');
    expect(existsSync(path())).toBe(false);
  });

  it('[I40] can be used by two programs at once', () => {
    const ours = open();
    const theirs = open(scratch.open('here'));
    for (let round = 0; round < 20; round += 1) {
      append(journal, streamId, note(`note ${round}`));
      const [first, second] = round % 2 === 0 ? [ours, theirs] : [theirs, ours];
      expect(headlines(first)).toEqual(headlines(second));
    }
    expect(headlines(ours)).toHaveLength(23);
    expect(verifyDerived(journal, theirs, streamId).ok).toBe(true);
  });

  it('[I40] lets others have their turn while much is taken in, and says how far it is', async () => {
    append(journal, streamId, ...Array.from({ length: 2000 }, (_, index) => note(`note ${index}`)));
    const projections = open();
    const seen: number[] = [];
    const watching = (async () => {
      for await (const progress of projections.progress.watch(AbortSignal.timeout(5000))) {
        if (progress) seen.push(progress.done);
        else if (seen.length > 0) return;
      }
    })();
    let turns = 0;
    const turn = setInterval(() => {
      turns += 1;
    }, 1);
    await projections.catchUp();
    clearInterval(turn);
    await watching;
    expect(turns).toBeGreaterThan(1);
    expect(seen).toEqual(seen.toSorted((a, b) => a - b));
    expect(seen.length).toBeGreaterThan(1);
    expect(headlines(projections)).toHaveLength(2003);
  });

  it('[I41] keeps states, so that only newer events are folded', () => {
    const projections = open();
    const state = new IncidentStates(journal, projections).get(streamId);
    projections.summaries();
    append(journal, streamId, note('later'));
    const unfoldable = new Proxy(journal, {
      get: (target, key) => {
        if (key === 'readFolded') throw new Error('folded from the start');
        return bound(target, key);
      },
    });
    const loaded = new IncidentStates(unfoldable, projections).get(streamId);
    expect(loaded).toEqual({ ...state, eventCount: 4 });
  });

  it('[I42] equals a fold from scratch, whatever two devices record, exchange, purge and take in, in whatever order', () => {
    const target = fc.nat({ max: 30 });
    const step = fc.oneof(
      fc.record({ do: fc.constant('note' as const), at: target }),
      fc.record({ do: fc.constantFrom('amend', 'retract', 'pin', 'purge'), at: target }),
      fc.record({ do: fc.constantFrom('start', 'finish', 'close'), at: fc.nat({ max: 3 }) }),
      fc.record({ do: fc.constantFrom('exchange', 'catch up', 'catch up', 'open again'), at: fc.constant(0) }),
    );
    let round = 0;
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.boolean(), step), { maxLength: 25 }), (steps) => {
        round += 1;
        const devices = ['a', 'b'].map((name) => {
          const of = scratch.open(`${name}${round}`);
          return { of, name: `${name}${round}`, index: { now: open(of, `${name}${round}`) } };
        }) as [Device, Device];
        append(devices[0].of, streamId, declaredDraft());
        devices[1].of.importStream(bundleOf(devices[0].of, streamId));
        for (const [first, { do: what, at }] of steps) {
          const [device, other] = first ? devices : [devices[1], devices[0]];
          perform(device, other, what, at);
        }
        perform(devices[0], devices[1], 'exchange', 0);
        for (const { of, index } of devices) {
          expect(verifyDerived(of, index.now, streamId)).toMatchObject({ ok: true, problems: [] });
        }
        expect(headlines(devices[0].index.now)).toEqual(headlines(devices[1].index.now));
        for (const { of, index } of devices) {
          index.now.close();
          of.close();
        }
      }),
      {
        numRuns: 15,
        examples: [
          // What the other device has already got is purged here: its words are shown on neither.
          [
            [
              [false, { do: 'start', at: 0 }],
              [false, { do: 'exchange', at: 0 }],
              [false, { do: 'purge', at: 21 }],
            ],
          ],
        ],
      },
    );
  });

  it('[I42] names what differs from what the events yield', () => {
    const projections = open();
    headlines(projections);
    tamper(`
      UPDATE entries SET entry = replace(entry, 'Rolled back', 'Rolled on') WHERE entry LIKE '%Rolled%';
      UPDATE streams SET state = replace(state, 'SEV-1', 'SEV-4');
      INSERT INTO entry_words (entry_words, rowid, words, stream) SELECT 'delete', position, words, stream FROM entries
      WHERE entry LIKE '%pool%'`);
    expect(verifyDerived(journal, projections, streamId)).toEqual({
      ok: false,
      entries: 3,
      problems: [
        'The kept state is not the one of the events.',
        expect.stringMatching(/^The entry of event \S+ reads differently\.$/),
        'What can be searched is not what the entries say.',
      ],
    });
  });

  it('[I42] names each table that says something else', () => {
    append(journal, streamId, testDraft('commandStarted'), testDraft('commandFinished'));
    const projections = open();
    headlines(projections);
    projections.close();
    const kept = readFileSync(path());
    const list = 'The list shows the incident otherwise than its events do.';
    const people = 'The people to choose from are not those of the entries.';
    const facts = 'What entries have to do with one another is not what the events say.';
    const changes: readonly [sql: string, problem: string][] = [
      ["UPDATE streams SET summary = replace(summary, 'SEV-1', 'SEV-4')", list],
      ['UPDATE streams SET declared_at = declared_at - 1', list],
      ["UPDATE streams SET last = last || 'x'", 'The last event is another one.'],
      ["INSERT INTO people SELECT number, 'Nobody' FROM streams", people],
      ['DELETE FROM people', people],
      ["INSERT INTO facts SELECT number, 'invented', 'x' FROM streams", facts],
      ['DELETE FROM facts', facts],
    ];
    for (const [sql, problem] of changes) {
      writeFileSync(path(), kept);
      tamper(sql);
      const tampered = open();
      expect(verifyDerived(journal, tampered, streamId), sql).toMatchObject({ ok: false, problems: [problem] });
      tampered.close();
    }
  });

  it('[I42] takes nothing of a desk', () => {
    append(journal, journal.deskStreamId, ...Array.from({ length: 600 }, () => note('Alone')));
    const projections = open();
    expect(headlines(projections, journal.deskStreamId)).toEqual([]);
    expect(projections.summaries().map(({ id }) => id)).toEqual([streamId]);
    expect(verifyDerived(journal, projections, journal.deskStreamId)).toEqual({ ok: true, entries: 0, problems: [] });
  });
});

interface Device {
  readonly of: Journal;
  readonly name: string;
  readonly index: { now: Projections };
}

function perform({ of, name, index }: Device, other: Device, what: string, at: number): void {
  const events = [...of.readFolded(streamId)].flat().map(({ event }) => event);
  const eventId = events[at % events.length]?.id ?? '';
  const command = { sessionId: testEventId(900 + (at % 2)), commandId: testEventId(800 + at) };
  const line = { ...command, commandLine: `ls ${at}`, cwd: '/' };
  const write = (draft: EventDraft) => append(of, streamId, draft);
  switch (what) {
    case 'note':
      return void write(note(`note ${at}`));
    case 'amend':
      return void write({ kind: 'entryAmended', payload: { eventId, text: `amended ${at}`, reason: 'better' } });
    case 'retract':
      return void write({ kind: 'entryRetracted', payload: { eventId, reason: 'wrong' } });
    case 'pin':
      return void write({ kind: 'entryPinned', payload: { eventId, pinned: at % 3 !== 0 } });
    case 'start':
      return void write({ kind: 'commandStarted', payload: line });
    case 'finish': {
      const finished = { ...line, exitCode: at, durationMs: 1, excerpt: 'out', excerptTruncated: false };
      return void write({ kind: 'commandFinished', payload: finished });
    }
    case 'close':
      return void write({ kind: 'sessionClosed', payload: { sessionId: command.sessionId } });
    case 'purge':
      // What can't be folded without it stays.
      if (at % events.length !== 0) of.purge(streamId, eventId, ada, 'a secret');
      return;
    case 'exchange':
      other.of.importStream(bundleOf(of, streamId));
      of.importStream(bundleOf(other.of, streamId));
      return;
    case 'catch up':
      return void headlines(index.now);
    case 'open again':
      index.now.close();
      index.now = open(of, name);
  }
}
