import { randomBytes } from 'node:crypto';
import { uuidV7 } from '#shared/domain/uuid-v7.ts';

/** A new UUIDv7 of this moment. */
export function newUuidV7(): string {
  return uuidV7(Date.now(), randomBytes(10));
}
