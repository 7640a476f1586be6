import { z } from 'zod';
import { MAX_SCROLLBACK_LINES, type Settings } from '#shared/contract/index.ts';
import { profileColourSchema, profileProblems, type TerminalProfile } from '#shared/domain/terminal-profile.ts';
import { parseWords, printWords } from './command-words.ts';
import { rowsOf, variableFaults, variablesOf } from './variable-draft.ts';

const profileDraftSchema = z.object({
  id: z.string(),
  name: z.string(),
  /** As typed; empty: the person's shell. */
  command: z.string(),
  cwd: z.string(),
  env: z.array(z.object({ name: z.string(), value: z.string() })),
  colour: profileColourSchema.or(z.literal('')),
  production: z.boolean(),
});
export type ProfileDraft = z.infer<typeof profileDraftSchema>;

const terminalDraftSchema = z.object({
  profiles: z.array(profileDraftSchema),
  scrollback: z.string(),
  copyOnSelect: z.boolean(),
});
/** What the form about terminals holds while it is edited. */
export type TerminalDraft = z.infer<typeof terminalDraftSchema>;

export type TerminalSettings = Pick<Settings, 'terminalProfiles' | 'scrollbackLines' | 'copyOnSelect'>;

export function draftOf({ terminalProfiles, scrollbackLines, copyOnSelect }: TerminalSettings): TerminalDraft {
  return {
    profiles: terminalProfiles.map(({ id, name, command, cwd, env, colour, production }) => ({
      id,
      name,
      command: command ? printWords(command) : '',
      cwd: cwd ?? '',
      env: rowsOf(env),
      colour: colour ?? '',
      production: production ?? false,
    })),
    scrollback: String(scrollbackLines),
    copyOnSelect,
  };
}

/** A draft that was kept; undefined for what none of this version wrote. */
export function parseTerminalDraft(kept: string): TerminalDraft | undefined {
  try {
    return kept === '' ? undefined : terminalDraftSchema.safeParse(JSON.parse(kept)).data;
  } catch {
    return undefined;
  }
}

export function newProfile(id: string): ProfileDraft {
  return { id, name: '', command: '', cwd: '', env: [], colour: '', production: false };
}

/** What is wrong, by field: `scrollback`, `0.name`, `0.command`. Faults of variables stand under `0.env`, said by their rows. */
export function terminalFaults(draft: TerminalDraft): ReadonlyMap<string, string> {
  const faults = new Map<string, string>();
  if (!/^\d+$/.test(draft.scrollback.trim()) || Number(draft.scrollback) > MAX_SCROLLBACK_LINES) {
    faults.set('scrollback', `Give a number from 0 to ${MAX_SCROLLBACK_LINES.toLocaleString('en')}.`);
  }
  for (const { field, message, action } of profileProblems(draft.profiles.map(profileOf))) {
    const [index, name] = field.split('.');
    const key = name === 'env' ? `${index}.env` : field;
    if (!faults.has(key)) faults.set(key, `${message} ${action}`);
  }
  for (const [index, { command, env }] of draft.profiles.entries()) {
    if (parseWords(command) === undefined) faults.set(`${index}.command`, 'A quote stays open. Close it.');
    if (variableFaults(env).size > 0) faults.set(`${index}.env`, 'Variables are marked.');
  }
  return faults;
}

/** What is saved; the draft has no faults. */
export function settingsOf(draft: TerminalDraft): TerminalSettings {
  return {
    terminalProfiles: draft.profiles.map(profileOf),
    scrollbackLines: Number(draft.scrollback),
    copyOnSelect: draft.copyOnSelect,
  };
}

function profileOf({ id, name, command, cwd, env, colour, production }: ProfileDraft): TerminalProfile {
  const words = parseWords(command) ?? [command];
  const variables = variablesOf(env);
  return {
    id,
    name: name.trim(),
    ...(words.length > 0 && { command: [...words] }),
    ...(cwd.trim() !== '' && { cwd: cwd.trim() }),
    ...(Object.keys(variables).length > 0 && { env: { ...variables } }),
    ...(colour !== '' && { colour }),
    ...(production && { production }),
  };
}
