import type { Role } from '#shared/domain/events/index.ts';
import type { Incident } from '#shared/domain/incident.ts';

/** One person of the incident with everything they are responsible for. */
export interface Responder {
  readonly name: string;
  readonly initials: string;
  readonly roles: readonly Role[];
  /** 0 to 4: which tint. The same name has the same one everywhere. */
  readonly tint: number;
}

/** Everybody who holds a role, the commander first. */
export function respondersOf(roles: Incident['roles']): readonly Responder[] {
  const byName = new Map<string, Role[]>();
  for (const [role, name] of Object.entries(roles) as [Role, string][]) {
    byName.set(name, [...(byName.get(name) ?? []), role]);
  }
  return [...byName]
    .map(([name, held]) => ({ name, initials: initialsOf(name), roles: held, tint: tintOf(name) }))
    .sort((a, b) => Number(b.roles.includes('incident commander')) - Number(a.roles.includes('incident commander')));
}

/** "Ada Winter" is AW, "ada" is A; at most two letters. */
export function initialsOf(name: string): string {
  const words = name
    .trim()
    .split(/[\s._-]+/)
    .filter(Boolean);
  const letters = words.length > 1 ? [words[0], words.at(-1)] : [words[0]];
  return letters.map((word) => [...(word ?? '?')][0]?.toUpperCase() ?? '').join('');
}

/** 0 to 4: which tint a name has, the same one everywhere. */
export function tintOf(name: string): number {
  let sum = 0;
  for (const character of name) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 65_521;
  return sum % 5;
}
