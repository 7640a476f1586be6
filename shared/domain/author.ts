import type { Envelope } from './events/index.ts';

/** What the program is called where a person's name would stand. */
export const PROGRAM_NAME = 'War Room';

/** Who wrote an event, by name. */
export function authorOf(event: Pick<Envelope, 'actor'>): string {
  return event.actor.type === 'person' ? event.actor.name : PROGRAM_NAME;
}
