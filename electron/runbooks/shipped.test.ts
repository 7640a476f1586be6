import { readdirSync, readFileSync } from 'node:fs';
import { beforeAll, expect, it } from 'vitest';
import type { RiskLevel } from '#shared/domain/runbook.ts';
import { type ParsedRunbook, parseRunbook } from './parse/runbook.ts';
import { readRiskRules } from './risk/rules.ts';
import { loadBashParser } from './shell/bash.ts';

const resources = new URL('../../resources/', import.meta.url);
const shipped = new Map<string, ParsedRunbook>();

beforeAll(async () => {
  const parseShell = await loadBashParser();
  const rules = readRiskRules(readFileSync(new URL('risk/rules.yaml', resources), 'utf8'));
  for (const file of readdirSync(new URL('runbooks/', resources))) {
    const text = readFileSync(new URL(`runbooks/${file}`, resources), 'utf8');
    shipped.set(file, parseRunbook({ id: `shipped:${file}`, text, fallbackTitle: file }, parseShell, rules));
  }
});

const READ = 'read-only';
const CHANGE = 'changes state';
const DANGER = 'dangerous';

/** By hand: what each step of each file is, in order. */
const expected: Readonly<Record<string, readonly RiskLevel[]>> = {
  'api-outage.md': [READ, READ, READ, READ, READ, READ, DANGER, READ, READ, CHANGE, DANGER, CHANGE, READ, READ],
  'bad-deploy-rollback.md': [READ, READ, READ, CHANGE, DANGER, READ, READ, DANGER, READ, DANGER, CHANGE, READ, READ],
  'database-outage.md': [READ, READ, READ, READ, CHANGE, CHANGE, CHANGE, CHANGE, READ, DANGER, CHANGE, READ, READ],
  'local-check.md': [READ, READ, READ, READ, READ, READ, READ],
};

it('[B40] rates every step of the shipped runbooks as a person would', () => {
  const rated = [...shipped].map(([file, { runbook }]) => [file, runbook.steps.map((step) => step.risk.level)]);
  expect(Object.fromEntries(rated)).toEqual(expected);
});

it('[B40] ships only runbooks that parse, name owner, review and alerts, and have no problems', () => {
  for (const { runbook } of shipped.values()) {
    expect(runbook.problems).toEqual([]);
    expect(runbook.owner).toBeTruthy();
    expect(runbook.lastReviewed).toMatch(/^\d{4}-\d\d-\d\d$/);
    expect(runbook.reviewEveryDays).toBeGreaterThan(0);
    expect(runbook.alerts.length).toBeGreaterThan(0);
    expect(runbook.steps.every((step) => step.parsed)).toBe(true);
  }
});

it('[B40] describes every parameter that the shipped runbooks ask for', () => {
  for (const { runbook, declared } of shipped.values()) {
    for (const name of runbook.steps.flatMap((step) => step.parameters)) expect(declared).toContain(name);
    expect(runbook.parameters.filter(({ description }) => !description)).toEqual([]);
  }
});

it('[B40] puts every mitigation of the shipped runbooks under its condition', () => {
  for (const { runbook } of shipped.values()) {
    const branches = runbook.steps.filter((step) => /^(Mitigation|What next)$/.test(step.section[0] ?? ''));
    expect(branches.length).toBeGreaterThan(0);
    for (const step of branches) expect(step.condition).toMatch(/^If /);
    for (const step of runbook.steps) if (!branches.includes(step)) expect(step.condition).toBeUndefined();
  }
});
