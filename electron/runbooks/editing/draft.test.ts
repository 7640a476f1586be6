import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { apply } from '#shared/domain/apply/index.ts';
import type { EventDraft } from '#shared/domain/events/index.ts';
import type { Incident } from '#shared/domain/incident.ts';
import { declaredDraft, T0, testEventId, testEvents } from '#shared/domain/test-events.ts';
import { parseRunbook } from '../parse/runbook.ts';
import { readRiskRules } from '../risk/rules.ts';
import { loadBashParser } from '../shell/bash.ts';
import type { ParseShell } from '../shell/script.ts';
import { draftRunbook } from './draft.ts';
import { statementsOf } from './step-block.ts';

const rules = readRiskRules(readFileSync(new URL('../../../resources/risk/rules.yaml', import.meta.url), 'utf8'));
let parseShell: ParseShell;
beforeAll(async () => {
  parseShell = await loadBashParser();
});

const sessionId = '33333333-3333-4333-8333-333333333333';
let count = 0;

function ran(commandLine: string, more: { exitCode?: number; excerpt?: string } = {}): EventDraft {
  count += 1;
  const commandId = `44444444-4444-4444-8444-${String(count).padStart(12, '0')}`;
  return {
    kind: 'commandFinished',
    occurredAt: T0 + count * 1000,
    payload: {
      sessionId,
      commandId,
      commandLine,
      cwd: '/',
      exitCode: 0,
      durationMs: 1,
      excerpt: '',
      excerptTruncated: false,
      ...more,
    },
  };
}

function draftOf(drafts: readonly EventDraft[], declared: Parameters<typeof declaredDraft>[0] = {}) {
  const events = testEvents([declaredDraft(declared), ...drafts]);
  const incident = events.reduce(apply, undefined as Incident | undefined);
  if (!incident) throw new Error('not declared');
  const text = draftRunbook(incident, events, { parseShell, rules });
  if (text === undefined) return undefined;
  return { text, ...parseRunbook({ id: 'draft', text, fallbackTitle: '' }, parseShell, rules) };
}

const commandsOf = (drafts: readonly EventDraft[]) => draftOf(drafts)?.runbook.steps.map(({ command }) => command);

describe('a runbook made of the commands of an incident', () => {
  it('[B110] has title, owner, alerts and services of the incident, and each command with what it printed', () => {
    const draft = draftOf(
      [
        { kind: 'detailsChanged', payload: { changes: { services: ['checkout'] } } },
        { kind: 'roleAssigned', payload: { role: 'incident commander', personName: 'Ada Winter' } },
        {
          kind: 'alertFired',
          payload: {
            fingerprint: 'f',
            name: 'HighErrorRate',
            labels: {},
            sourceName: 'p',
            activeAt: T0,
            simulated: false,
          },
        },
        ran('kubectl get pods', { excerpt: 'NAME READY\napi-0 1/1\n$ not a prompt' }),
        ran('kubectl rolout undo', { exitCode: 1, excerpt: 'unknown command' }),
      ],
      { title: 'Checkout *API* errors' },
    );
    expect(draft?.runbook).toMatchObject({
      title: 'Checkout *API* errors',
      owner: 'Ada Winter',
      alerts: ['HighErrorRate'],
      services: ['checkout'],
      problems: [],
      steps: [
        { title: 'Run kubectl get pods', command: 'kubectl get pods', expectedOutput: 'NAME READY\napi-0 1/1' },
        { title: 'Run kubectl rolout undo (failed with exit code 1)', command: 'kubectl rolout undo' },
      ],
    });
    expect(draft?.text).not.toContain('unknown command');
  });

  it('[B111] has a command once however often it was run, and none that was taken back', () => {
    const taken = ran('echo secret');
    const drafts = [
      ran('uptime', { exitCode: 1 }),
      ran('df -h'),
      ran('uptime', { excerpt: 'up' }),
      taken,
      ran('# a note'),
    ];
    const retracted: EventDraft = {
      kind: 'entryRetracted',
      payload: { eventId: testEventId(drafts.indexOf(taken) + 2), reason: 'wrong tab' },
    };
    expect(commandsOf([...drafts, retracted])).toEqual(['uptime', 'df -h']);
    expect(draftOf([...drafts, retracted])?.runbook.steps[0]).toMatchObject({
      title: 'Run uptime',
      expectedOutput: 'up',
    });
    expect(draftOf([])).toBeUndefined();
  });

  it('[B112] asks for what the incident asked for, where a value stands as a word of its own', () => {
    const draft = draftOf([
      { kind: 'parametersSet', payload: { values: { 'pod-name': 'api-0', namespace: 'db', token: 'abcdef' } } },
      ran('kubectl -n db logs pod/api-0 --since=5m'),
      ran("kubectl describe pod 'api-0' api-01"),
      ran('curl -H "Authorization: Bearer abcdefghijkl" https://x.test'),
    ]);
    expect(draft?.runbook.steps.map(({ command, parameters }) => [command, parameters])).toEqual([
      ['kubectl -n db logs pod/<pod-name> --since=5m', ['pod-name']],
      ["kubectl describe pod '<pod-name>' api-01", ['pod-name']],
      ['curl -H "Authorization: Bearer [redacted]" https://x.test', []],
    ]);
    expect(draft?.declared).toEqual(new Set(['pod-name']));
  });

  it('[B113] keeps commands whole that hold fences, prompts, heredocs or open quotes', () => {
    const lines = [
      'cat <<EOF\n# a line\n```\nEOF',
      'for i in 1 2; do\n  echo $i\ndone',
      'echo "open',
      'ls\npwd',
      'a && b | c > d',
      "printf '%s\\n' '````'",
    ];
    expect(commandsOf(lines.map((line) => ran(line, { excerpt: '> out\n```\n# more' })))).toEqual([
      ...lines.slice(0, 3),
      'ls',
      'pwd',
      ...lines.slice(4),
    ]);
  });

  it('[B113] shows as text what a runbook cannot hold as a step: several lines of which one looks like a prompt', () => {
    const draft = draftOf([ran('echo\n$ ls'), ran('uptime')]);
    expect(draft?.runbook.steps.map(({ command }) => command)).toEqual(['uptime']);
    expect(draft?.text).toContain('run it by hand:\n\n```text\necho\n$ ls\n```');
  });

  it('[B113] has each command once, in order, as exactly that command, whatever was typed and printed', () => {
    const piece = fc.constantFrom(
      '$ ',
      '> ',
      '# ',
      '```',
      '~~~',
      '\n',
      ' ',
      'ls',
      'a',
      "'",
      '"',
      '<x>',
      '[A_B]',
      '{{x}}',
      '|',
      '&&',
      ';',
      '\\',
      '<<E',
      'E',
      '$(',
      ')',
      '---',
      '- [ ] ',
      'If ',
      ':',
      'é',
      '\t',
    );
    const text = fc.array(piece, { minLength: 1, maxLength: 10 }).map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(fc.array(fc.tuple(text, text, fc.constantFrom(0, 1)), { minLength: 1, maxLength: 5 }), (typed) => {
        fc.pre(typed.every(([line]) => !/\n/.test(line.trim()) || !/^\s*\$(?: |$)/m.test(line.trim())));
        const lines = [...new Set(typed.map(([line]) => line.trim()).filter((line) => line !== ''))];
        const wanted = lines.flatMap((line) => statementsOf(line, { parseShell, rules, declared: new Set() }));
        const got = commandsOf(typed.map(([line, excerpt, exitCode]) => ran(line, { excerpt, exitCode }))) ?? [];
        expect(got).toEqual(wanted);
      }),
      { numRuns: 80 },
    );
  });
});
