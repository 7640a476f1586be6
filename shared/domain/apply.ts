import type { JournalEvent } from './events/index.ts';
import type { Incident } from './incident.ts';

/** The state after one more event, in fold order. Total: whatever comes, it yields a state; undefined until `declared`. */
export declare function apply(state: Incident | undefined, event: JournalEvent): Incident | undefined;
