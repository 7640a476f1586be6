import { beforeAll, expect, it } from 'vitest';
import type { RiskLevel, Runbook } from '#shared/domain/runbook.ts';
import type { ParsedRunbook } from './parse/runbook.ts';
import { readShipped } from './shipped-testing.ts';

/**
 * What each step is, read from its command by a person, not copied from the program's answer. By section; one group for
 * each numbered step or branch that has commands, one letter for each command:
 *
 * - `R` only reads, and its words prove it
 * - `Q` only reads, as a person sees; its words do not prove it (SQL, `sudo`, `kubectl exec`), so it counts as the next
 * - `C` changes state
 * - `D` dangerous: the name of its target has to be typed
 */
const expected: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'api-outage.md': { Investigation: 'R RR RR RR', Mitigation: 'DR RC D C RR RR', Verification: 'RR' },
  'bad-deploy-rollback.md': {
    Investigation: 'RR R R',
    Mitigation: 'CC CR C DR RD RD C',
    Verification: 'RR',
  },
  'certificate-expired.md': {
    Investigation: 'RRR RRR QR',
    Mitigation: 'C C CR CCC RRC RC QC',
    Verification: 'RR',
  },
  'connection-pool-exhausted.md': {
    Investigation: 'Q Q RR Q',
    Mitigation: 'D DC C CR QC',
    Verification: 'Q',
  },
  'database-outage.md': {
    Investigation: 'R RRRQ QQQ Q',
    Mitigation: 'CR RRC R RCR D DD RD DQ',
    Verification: 'RQ',
  },
  'disk-full.md': {
    Investigation: 'RRR RRR R',
    Mitigation: 'C RC D RD RD C RD QC RCR C',
    Verification: 'RR',
  },
  'feature-kill-switch.md': { Investigation: 'QR', Mitigation: 'CR C C C', Verification: 'QR' },
  'high-cpu.md': { Investigation: 'RRRR RRR RR', Mitigation: 'C CR C C CR D CD', Verification: 'RR' },
  'high-error-rate.md': { Investigation: 'R RR RRR', Mitigation: 'DR C C', Verification: 'RR' },
  'index.md': {},
  'local-check.md': { Investigation: 'R R R R R', 'What next': 'R R' },
  'maintenance-mode.md': {
    Investigation: 'RRR',
    Mitigation: 'C C C C D C C CCCCC',
    Verification: 'RR',
  },
  'memory-pressure-oom.md': {
    Investigation: 'RRR RRRRR',
    Mitigation: 'CR CC C RCD RC D',
    Verification: 'RR',
  },
  'queue-backlog-kafka.md': {
    Investigation: 'RR RR RR RR',
    Mitigation: 'C C C C C DQDC',
    Verification: 'R',
  },
  'queue-backlog-rabbitmq.md': {
    Investigation: 'QQ Q RR',
    Mitigation: 'CR C C QC QC D RR D',
    Verification: 'QQ',
  },
  'region-failover.md': {
    Investigation: 'RR Q RRR R',
    Mitigation: 'DR DQ CR C RC',
    Verification: 'RRR',
  },
  'rollback-blue-green.md': { Investigation: 'RR RR', Mitigation: 'CR C CQ CCQ RC', Verification: 'RR' },
  'rollback-docker-compose.md': { Investigation: 'RR RRR', Mitigation: 'C CCC CCC C C', Verification: 'RRR' },
  'sealed-secret-store.md': { Investigation: 'RR RR', Mitigation: 'DR D D CR CR', Verification: 'RR' },
  'security-incident.md': {
    Investigation: 'RRRRRRR RRRR',
    Mitigation: 'CCCCC CCC CRC RR C CCC D CR CQ CQD D D',
    Verification: 'RR',
  },
  'slow-responses.md': { Investigation: 'R RR Q RR', Mitigation: 'C RD D', Verification: 'R' },
  'status-communication.md': { Investigation: 'R', Mitigation: 'C C', Verification: 'R' },
};

const levels: Readonly<Record<string, RiskLevel>> = {
  R: 'read-only',
  Q: 'changes state',
  C: 'changes state',
  D: 'dangerous',
};

/** One line for each step, so that a difference says which command it is about. */
function ratedSteps(runbook: Runbook): string[] {
  return runbook.steps.map(({ section, command, risk }) => `${section[0]}: ${risk.level}: ${command}`);
}

function expectedSteps(runbook: Runbook, bySection: Readonly<Record<string, string>>): string[] {
  return Object.entries(bySection).flatMap(([name, groups]) => {
    const commands = runbook.steps.filter(({ section }) => section[0] === name).map(({ command }) => command);
    return [...groups.replaceAll(' ', '')].map((letter, at) => `${name}: ${levels[letter]}: ${commands[at]}`);
  });
}

let shipped: ReadonlyMap<string, ParsedRunbook>;
beforeAll(async () => {
  shipped = await readShipped();
}, 60_000);

it('[B40] rates every step of the shipped runbooks as a person would', () => {
  expect([...shipped.keys()].sort()).toEqual(Object.keys(expected).sort());
  for (const [file, { runbook }] of shipped) {
    expect(ratedSteps(runbook), file).toEqual(expectedSteps(runbook, expected[file] ?? {}));
  }
});

it('[B40] asks for a name that tells one thing from another before each dangerous step', () => {
  const dangerous = [...shipped.values()].flatMap(({ runbook }) =>
    runbook.steps.filter(({ risk }) => risk.level === 'dangerous'),
  );
  expect(dangerous.length).toBeGreaterThan(20);
  for (const { risk, command } of dangerous) expect(risk.target?.trim(), command).toMatch(/^\S.*$/);
});
