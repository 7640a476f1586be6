import { createHash, randomUUID } from 'node:crypto';
import type { Layout, Settings } from '#shared/contract/index.ts';
import type { Actor } from '#shared/domain/events/index.ts';
import { fail, succeed } from '#shared/domain/outcome.ts';
import { plural } from '#shared/domain/plural.ts';
import { type Team, teamProblems, tidyTeam } from '#shared/domain/team.ts';
import { profileProblems, type TerminalProfile } from '#shared/domain/terminal-profile.ts';
import { Latest } from '../latest.ts';
import type { Handlers } from '../rpc/handlers.ts';
import type { SettingsStore } from './store.ts';
import { readLayouts, readPerson, readPreferences, type StoredPerson } from './stored.ts';

export interface SettingsService extends Handlers<'settings'> {
  /** Who acts: the settings' person, or the machine's user until a name was asked; `name` (`--actor`) overrides for one run. */
  actor(name?: string): Actor;
  taxonomyId(): string;
  runMode(): Settings['runMode'];
  /** IANA name, or 'local'. */
  timeZone(): string;
  /** Contacts, links and channels of the team; all empty until somebody names them. */
  team(): Team;
  terminalProfiles(): readonly TerminalProfile[];
  /** Folders with runbooks beside the team's own, as they were typed. */
  runbookFolders(): readonly string[];
  close(): void;
}

export interface SettingsDependencies {
  readonly store: SettingsStore;
  /** From `setAsideDamagedSettings`. */
  readonly notice?: string | undefined;
  /** Login name, the person's name until one was given. */
  readonly userName: string;
}

/** The settings of one data directory. They are read once: whatever happens to the file later, these hold. */
export function createSettingsService({ store, notice, userName }: SettingsDependencies): SettingsService {
  let person = readPerson(read(store, 'person'));
  let layouts = readLayouts(read(store, 'layouts'));
  let preferences = readPreferences(read(store, 'settings'));
  const latest = new Latest(join());

  function join(): Settings {
    const named = person?.name === undefined ? undefined : { personId: person.personId, name: person.name };
    return { ...preferences, ...(named && { person: named }) };
  }

  /** The id is made once and stays, whatever the name becomes. */
  function knownPerson(): StoredPerson {
    if (person) return person;
    person = readPerson(read(store, 'person')) ?? { personId: randomUUID() };
    try {
      store.set('person', person);
    } catch {
      // Without a place to keep it, it holds for this run.
    }
    return person;
  }

  return {
    get: () => latest.get(),
    update: ({ personName, team, ...others }) => {
      const refused =
        (team && refuseFirst('invalid-team', teamProblems(team))) ??
        (others.terminalProfiles && refuseFirst('invalid-profile', profileProblems(others.terminalProfiles)));
      if (refused) return refused;
      const changes = { ...others, ...(team && { team: tidyTeam(team) }) };
      const given = Object.entries(changes).filter(([, value]) => value !== undefined);
      const nextPreferences = { ...preferences, ...Object.fromEntries(given) };
      const nextPerson = personName === undefined ? person : { ...knownPerson(), name: personName.trim() };
      try {
        if (given.length > 0) store.set('settings', nextPreferences);
        if (personName !== undefined) store.set('person', nextPerson);
      } catch (error) {
        return notSaved(error);
      }
      preferences = nextPreferences;
      person = nextPerson;
      latest.set(join());
      return succeed(latest.get());
    },
    watch: (_, { signal }) => latest.watch(signal),
    notice: () => (notice === undefined ? {} : { notice }),
    getLayout: ({ scope }) => (Object.hasOwn(layouts, scope) ? (layouts[scope] ?? {}) : {}),
    saveLayout: ({ scope, layout }) => {
      const next: Record<string, Layout> = { ...layouts, [scope]: layout };
      try {
        store.set('layouts', next);
      } catch (error) {
        return notSaved(error);
      }
      layouts = next;
      return succeed({});
    },
    actor: (name) => {
      const { personId, name: ownName = userName.trim().slice(0, 200) || 'unknown' } = knownPerson();
      const wanted = name?.trim().slice(0, 200);
      if (!wanted || wanted === ownName) return { type: 'person', personId, name: ownName };
      return { type: 'person', personId: idOfOther(personId, wanted), name: wanted };
    },
    taxonomyId: () => preferences.taxonomyId,
    runMode: () => preferences.runMode,
    timeZone: () => preferences.timeZone,
    team: () => preferences.team,
    terminalProfiles: () => preferences.terminalProfiles,
    runbookFolders: () => preferences.runbookFolders,
    close: () => undefined,
  };
}

/** Another name at this machine: the same id each time it is given, and not the id of the machine's own person. */
function idOfOther(personId: string, name: string): string {
  const bytes = createHash('sha256').update(`${personId}\n${name}`).digest().subarray(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  // UUIDv8 (RFC 9562, section 5.8): bits of our own choice.
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

function read(store: SettingsStore, key: string): unknown {
  try {
    return store.get(key);
  } catch {
    return undefined;
  }
}

function refuseFirst<Code extends string>(
  code: Code,
  [first, ...others]: readonly { readonly message: string; readonly action: string }[],
) {
  if (first === undefined) return undefined;
  const more = others.length === 0 ? '' : ` And ${plural(others.length, 'more fault')}.`;
  return fail(code, `${first.message}${more}`, first.action);
}

function notSaved(error: unknown) {
  const why = error instanceof Error ? error.message : String(error);
  return fail('not-saved', `The settings could not be saved: ${why}.`, 'Check the disk and the data directory.');
}
