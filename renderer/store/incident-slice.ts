import type { StateCreator } from 'zustand';
import type { Client } from '#shared/contract/index.ts';
import type { CommandInput, CommandName } from '#shared/domain/commands.ts';
import type { NoteKind, Role, Status } from '#shared/domain/events/index.ts';
import type { Incident } from '#shared/domain/incident.ts';
import type { Outcome } from '#shared/domain/outcome.ts';
import { type Snapshot, snapshotSchema } from '#shared/domain/snapshot.ts';
import { followStream } from './follow-stream.ts';
import { servicesSilent } from './services-silent.ts';

export interface NewNote {
  readonly text: string;
  readonly noteKind: NoteKind;
  readonly pinned: boolean;
  /** UTC ms; absent: now. */
  readonly occurredAt?: number;
}

export type SnapshotState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'ready'; readonly snapshot: Snapshot }
  | { readonly kind: 'failed'; readonly message: string };

type Change = Promise<Outcome<unknown>>;
/** A file's bytes go another way. */
export type IncidentCommand = Exclude<CommandName, 'attach'>;

export interface IncidentSlice {
  /** The incident on the screen. */
  readonly incidentId: string | undefined;
  /** The fold of its events; undefined until the services have sent it. */
  readonly incident: Incident | undefined;
  /** Samples of kept graphs, by blob. */
  readonly snapshots: Readonly<Record<string, SnapshotState>>;

  /** Sends one command for the incident on the screen. */
  change<Name extends IncidentCommand>(name: Name, input: CommandInput<Name>): Change;
  /** Follows another incident, or none. */
  followIncident(incidentId: string | undefined): void;
  acknowledge(): Change;
  changeStatus(to: Status, reason?: string): Change;
  changeSeverity(to: string, reason?: string): Change;
  assignRole(role: Role, personName: string): Change;
  /** Resolves once the note is on the disk, or says why it is not. */
  addNote(note: NewNote): Change;
  /** The same for text that a terminal showed: without the secrets that only the services know, then shortened. */
  addTerminalNote(note: NewNote, shorten?: (text: string) => string): Change;
  pinEntry(eventId: string, pinned: boolean): Change;
  loadSnapshot(blob: string): Promise<void>;
}

const nothing = { incident: undefined, snapshots: {} } as const;

/** The incident on the screen: what its events add up to, and what a person can do to it. */
export function createIncidentSlice(client: Client): StateCreator<IncidentSlice, [], [], IncidentSlice> {
  return (set, get) => {
    let following = new AbortController();

    const send = (call: (incidentId: string) => Promise<Outcome<unknown>>): Change => {
      const { incidentId } = get();
      return incidentId === undefined ? Promise.resolve(servicesSilent()) : call(incidentId).catch(servicesSilent);
    };

    return {
      incidentId: undefined,
      ...nothing,

      followIncident(incidentId) {
        if (get().incidentId === incidentId) return;
        following.abort();
        following = new AbortController();
        set({ incidentId, ...nothing });
        if (incidentId === undefined) return;
        const { signal } = following;
        // A stream opened again begins with the whole state: what is on the screen stays until it has come.
        void followStream({
          open: () => client.incidents.watch({ incidentId }, { signal }),
          onValue: ({ incident }) => set({ incident }),
          signal,
        });
      },

      change: (name, input) =>
        send((incidentId) => {
          // Each procedure takes the input of its own name, which TypeScript cannot follow through the lookup.
          const procedure = client.incidents[name] as (input: object) => Promise<Outcome<unknown>>;
          return procedure({ incidentId, ...input });
        }),
      acknowledge: () => send((incidentId) => client.incidents.acknowledge({ incidentId })),
      changeStatus: (to, reason) =>
        send((incidentId) => client.incidents.changeStatus({ incidentId, to, ...(reason && { reason }) })),
      changeSeverity: (to, reason) =>
        send((incidentId) => client.incidents.changeSeverity({ incidentId, to, ...(reason && { reason }) })),
      assignRole: (role, personName) =>
        send((incidentId) => client.incidents.assignRole({ incidentId, role, personName })),
      addNote: (note) => send((incidentId) => client.incidents.addNote({ incidentId, ...note })),
      addTerminalNote: (note, shorten = (text) => text) =>
        send(async (incidentId) => {
          const { text } = await client.terminals.withoutSecrets({ text: note.text });
          return client.incidents.addNote({ incidentId, ...note, text: shorten(text) });
        }),
      pinEntry: (eventId, pinned) => send((incidentId) => client.incidents.pin({ incidentId, eventId, pinned })),

      async loadSnapshot(blob) {
        if (get().snapshots[blob]) return;
        const tell = (state: SnapshotState) => set(({ snapshots }) => ({ snapshots: { ...snapshots, [blob]: state } }));
        tell({ kind: 'loading' });
        const answer = await client.timeline.readBlob({ sha256: blob }).catch(servicesSilent);
        tell(answer.ok ? parseSnapshot(answer.value.text) : { kind: 'failed', message: answer.error.message });
      },
    };
  };
}

function parseSnapshot(text: string): SnapshotState {
  try {
    const parsed = snapshotSchema.safeParse(JSON.parse(text));
    if (parsed.success) return { kind: 'ready', snapshot: parsed.data };
  } catch {
    // Not JSON: said below, like any other shape that is not a snapshot.
  }
  return { kind: 'failed', message: 'The kept samples cannot be read: they were written by another version.' };
}
