import type { JournalEvent, WireEvent } from './events/index.ts';

/** Checks and upcasts a stored event. A kind, version or shape that this program does not know becomes `unknown`, never an error. */
export declare function readEvent(event: WireEvent): JournalEvent;
