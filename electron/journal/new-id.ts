import { randomFillSync } from 'node:crypto';
import { uuidV7 } from '#shared/domain/uuid-v7.ts';

const RANDOM_BYTES_PER_ID = 10;
/** Asking the system for each id's bytes by themselves takes longer than hashing an event. */
const random = new Uint8Array(100 * RANDOM_BYTES_PER_ID);
let used = random.length;

/** A new UUIDv7 of this moment. */
export function newUuidV7(): string {
  if (used === random.length) {
    randomFillSync(random);
    used = 0;
  }
  used += RANDOM_BYTES_PER_ID;
  return uuidV7(Date.now(), random.subarray(used - RANDOM_BYTES_PER_ID, used));
}
