import { randomUUID } from 'node:crypto';
import { linkSync, readFileSync, renameSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { writeDurably } from './durable-file.ts';

const deviceSchema = z.object({ deviceId: z.uuid() });

/**
 * The device's id, one per data directory, made once. It lies in a file of its own, not in the database, so that a
 * copy or a backup of the journal does not take the identity along. Without write access a missing id is made up for
 * this run: nothing is written under it.
 */
export function loadDeviceId(dataDir: string, writable: boolean): string {
  const path = join(dataDir, 'device.json');
  const known = readDevice(path);
  if (known !== undefined || !writable) return known ?? randomUUID();
  const deviceId = randomUUID();
  const draft = `${path}.${deviceId}`;
  writeDurably(draft, new TextEncoder().encode(`${JSON.stringify({ deviceId })}\n`));
  try {
    // A link fails where the name exists: of two processes that start together, both take the first one's id.
    linkSync(draft, path);
  } catch {
    const first = readDevice(path);
    if (first !== undefined) return first;
    // Unreadable, or a file system without links. A new id begins a new chain, and the old one stays as it is.
    renameSync(draft, path);
    return deviceId;
  } finally {
    unlinkIfThere(draft);
  }
  return deviceId;
}

function readDevice(path: string): string | undefined {
  try {
    return deviceSchema.parse(JSON.parse(readFileSync(path, 'utf8'))).deviceId;
  } catch {
    return undefined;
  }
}

function unlinkIfThere(path: string): void {
  try {
    unlinkSync(path);
  } catch {
    // It was renamed, or never made.
  }
}
