import { createContext, type ReactNode, use } from 'react';
import { useStore as useZustand } from 'zustand';
import { createZonedTime, type ZonedTime } from '#shared/domain/zoned-time.ts';
import type { Connection } from '../rpc/index.ts';
import type { WarRoomState } from './state.ts';
import type { WarRoomStore } from './war-room-store.ts';

type OpenTerminalChannel = Connection['openTerminalChannel'];

interface Provided {
  readonly store: WarRoomStore;
  readonly openTerminalChannel: OpenTerminalChannel;
}

const Context = createContext<Provided | undefined>(undefined);

/** Gives everything below it the store, and the way to a session's bytes. */
export function WarRoomProvider({ children, ...provided }: Provided & { readonly children: ReactNode }) {
  return <Context value={provided}>{children}</Context>;
}

/** What `select` takes out of the store; renders again when that changes. */
export function useStore<Selected>(select: (state: WarRoomState) => Selected): Selected {
  return useZustand(useStoreApi(), select);
}

/** The store itself, for event handlers that need the state of the moment. */
export function useStoreApi(): WarRoomStore {
  return useProvided().store;
}

export function useOpenTerminalChannel(): OpenTerminalChannel {
  return useProvided().openTerminalChannel;
}

const zones = new Map<string, ZonedTime>();

/** Prints times in the zone that the person chose. */
export function useZonedTime(): ZonedTime {
  const zone = useStore((state) => state.settings?.timeZone ?? 'local');
  const known = zones.get(zone);
  if (known) return known;
  const made = createZonedTime(zone);
  zones.set(zone, made);
  return made;
}

function useProvided(): Provided {
  const provided = use(Context);
  if (!provided) throw new Error('There is no WarRoomProvider above this component.');
  return provided;
}
