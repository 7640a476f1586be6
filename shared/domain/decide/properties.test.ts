import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { apply } from '../apply/index.ts';
import { commandSchemas } from '../commands.ts';
import type { JournalEvent, WireEvent } from '../events/index.ts';
import { compareFoldOrder } from '../fold-order.ts';
import type { Incident } from '../incident.ts';
import { readEvent } from '../read-event.ts';
import { anyCommand } from '../test-commands.ts';
import { declaredDraft, T0, testEventId, testEvents, testWireEvents } from '../test-events.ts';
import { testDraft, testKinds } from '../test-payloads.ts';
import { testTaxonomy } from '../test-taxonomy.ts';
import { toTimelineEntries } from '../timeline.ts';
import { type Command, decide } from './index.ts';

type Drafts = Parameters<typeof testEvents>[0][number][];
const taxonomy = {
  ...testTaxonomy,
  escalation: [
    { id: 'L1', who: 'on-call' },
    { id: 'L2', who: 'lead' },
  ],
};
const fold = (events: readonly JournalEvent[]) => events.reduce(apply, undefined as Incident | undefined);

/** Does commands one after another, as a service does: each is decided on the state that the ones before have made. */
function carryOut(commands: readonly Command[]) {
  const commander: Drafts[number] = {
    kind: 'roleAssigned',
    payload: { role: 'incident commander', personName: 'Ada Winter' },
  };
  const drafts: Drafts = [declaredDraft(), commander];
  let state = fold(testEvents(drafts));
  let ids = 500;
  const answers = new Map<string, number>();
  for (const command of commands) {
    const decision = decide(state, command, {
      now: T0,
      today: '2026-11-20',
      taxonomy,
      actorName: 'Ada Winter',
      event: (id) => testEvents(drafts).find((event) => event.id === id),
      newId: () => {
        ids += 1;
        return testEventId(ids);
      },
    });
    answers.set(command.type, (answers.get(command.type) ?? 0) + (decision.ok ? 1 : 0));
    if (!decision.ok) {
      expect([decision.error.code, typeof decision.error.message]).toEqual([expect.any(String), 'string']);
      continue;
    }
    for (const draft of decision.value) {
      drafts.push({ ...draft, recordedAt: T0 });
      state = apply(state, testEvents(drafts).at(-1) as JournalEvent);
    }
  }
  return { drafts, state, answers };
}

const sequence = (maxLength: number) => fc.array(anyCommand, { maxLength, size: 'max' });

describe('any sequence of commands', () => {
  it('[D81] folds into the state that it was decided on, event by event, and holds nothing that cannot be read back', () => {
    const done = new Map<string, number>();
    fc.assert(
      fc.property(sequence(25), (commands) => {
        const { drafts, state, answers } = carryOut(commands);
        const events = testEvents(drafts);
        expect(events.filter(({ kind }) => kind === 'unknown')).toEqual([]);
        expect(fold(events)).toEqual(state);
        expect(state?.eventCount).toBe(events.length);
        // What a page gets is the state as JSON.
        expect(JSON.parse(JSON.stringify(state))).toEqual(state);
        for (const [type, count] of answers) done.set(type, (done.get(type) ?? 0) + count);
      }),
      { numRuns: 500, seed: 20_261_120 },
    );
    // The property says nothing of a command that was never taken.
    for (const name of Object.keys(commandSchemas)) expect([name, done.get(name) ?? 0]).not.toEqual([name, 0]);
  });

  it('[D81] keeps exactly one commander, roles with people that take part, and every status it went through', () => {
    fc.assert(
      fc.property(sequence(25), (commands) => {
        const { drafts, state } = carryOut(commands);
        if (state === undefined) throw new Error('declared');
        expect(state.roles['incident commander']).toBeTypeOf('string');
        const present = state.responders.filter(({ leftAt }) => leftAt === undefined).map(({ name }) => name);
        for (const holder of Object.values(state.roles)) expect(present).toContain(holder);
        expect(new Set(present).size).toBe(present.length);
        expect(state.statusHistory).toHaveLength(1 + drafts.filter(({ kind }) => kind === 'statusChanged').length);
        expect(state.severityHistory.at(-1)?.severity).toBe(state.severity);
        expect(state.corrections).toHaveLength(drafts.filter(({ kind }) => kind === 'timestampSet').length);
      }),
      { numRuns: 200 },
    );
  });

  it('[D83] shows on the timeline, whatever the texts hold', () => {
    fc.assert(
      fc.property(sequence(15), (commands) => {
        const entries = toTimelineEntries(testEvents(carryOut(commands).drafts));
        for (const { headline, details } of entries) expect([headline, ...details].join('')).toBeTypeOf('string');
      }),
      { numRuns: 100 },
    );
  });
});

describe('decide and apply', () => {
  it('[D81] answer any command on any state, and any event after any others', () => {
    const events = fc
      .array(fc.constantFrom(...testKinds), { maxLength: 30 })
      .map((kinds) => testEvents([declaredDraft(), ...kinds.map((kind, index) => testDraft(kind, T0 + index))]));
    fc.assert(
      fc.property(events, anyCommand, fc.boolean(), (history, command, known) => {
        const state = fold(history);
        expect(state?.eventCount).toBe(history.length);
        const decision = decide(state, command, {
          now: T0 + 60_000,
          today: '2026-11-20',
          taxonomy: known ? taxonomy : undefined,
          actorName: known ? 'Ada Winter' : undefined,
          event: (id) => history.find((event) => event.id === id),
          newId: () => testEventId(600),
        });
        expect(decision.ok).toBeTypeOf('boolean');
        expect(toTimelineEntries(history).length).toBeLessThanOrEqual(history.length);
      }),
      { numRuns: 500 },
    );
  });

  it('[D84] fold two devices’ streams into one state, in whatever order they come together', () => {
    const stream = (deviceId: string, kinds: readonly (typeof testKinds)[number][]): readonly WireEvent[] =>
      testWireEvents(kinds.map((kind, index) => testDraft(kind, T0 + index * 7))).map((event) => ({
        ...event,
        deviceId,
        id: deviceId.slice(0, 24) + event.id.slice(24),
      }));
    const kinds = fc.array(fc.constantFrom(...testKinds), { maxLength: 20 });
    fc.assert(
      fc.property(kinds, kinds, fc.infiniteStream(fc.boolean()), (ours, theirs, turns) => {
        const a = stream('aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa', ['declared', ...ours]);
        const b = stream('bbbbbbbb-bbbb-4bbb-8bbb-bbbbbbbbbbbb', theirs);
        const [left, right] = [[...a], [...b]];
        const mixed: WireEvent[] = [];
        while (left.length + right.length > 0) {
          const next = turns.next().value ? (left.shift() ?? right.shift()) : (right.shift() ?? left.shift());
          if (next) mixed.push(next);
        }
        const inOrder = (events: readonly WireEvent[]) => events.toSorted(compareFoldOrder).map(readEvent);
        expect(inOrder(mixed)).toEqual(inOrder([...a, ...b]));
        expect(fold(inOrder(mixed))).toEqual(fold(inOrder([...b, ...a])));
        expect(toTimelineEntries(inOrder(mixed))).toEqual(toTimelineEntries(inOrder([...b, ...a])));
      }),
    );
  });

  it('[D85] keep what an entry said before it was amended or retracted, and who changed it', () => {
    const words = fc.string({ minLength: 1, maxLength: 20 }).filter((text) => text.trim() !== '');
    fc.assert(
      fc.property(words, fc.array(words, { minLength: 1, maxLength: 5 }), fc.boolean(), (original, texts, retract) => {
        const eventId = testEventId(3);
        const commands: Command[] = texts.map((text, index) => ({
          type: 'amendEntry',
          eventId,
          text,
          reason: `reason ${index}`,
        }));
        if (retract) commands.push({ type: 'retractEntry', eventId, reason: 'wrong' });
        const { drafts, state } = carryOut([{ type: 'addNote', text: original }, ...commands]);
        const events = testEvents(drafts);
        expect(events[2]).toMatchObject({ kind: 'noteAdded', payload: { text: original } });
        const entry = toTimelineEntries(events).find((candidate) => candidate.eventId === eventId);
        expect(entry?.text).toBe(texts.at(-1));
        expect(entry?.amendments.map(({ formerText, by, reason }) => [formerText, by, reason])).toEqual(
          texts.map((_, index) => [[original, ...texts][index], 'Ada Winter', `reason ${index}`]),
        );
        expect(entry?.retracted).toEqual(retract ? { by: 'Ada Winter', at: T0, reason: 'wrong' } : undefined);
        expect(state?.retracted).toEqual(retract ? [eventId] : []);
      }),
      { numRuns: 100 },
    );
  });
});
