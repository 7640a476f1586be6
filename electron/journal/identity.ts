import { createPrivateKey, generateKeyPairSync, type KeyObject, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { replaceDurably } from './durable-file.ts';
import { isSamePlace, type Place, placeOf, placeSchema } from './place.ts';
import { publicKeyText } from './signed-head.ts';

/** Who this data directory is: whose chain its events stand in, and what signs the heads of it. */
export interface Identity {
  readonly deviceId: string;
  /** Ed25519. Undefined where nothing can be written: then nothing is signed either. */
  readonly privateKey: KeyObject | undefined;
}

/** The first version of the program wrote the id alone. */
const deviceSchema = z.object({
  deviceId: z.uuid(),
  publicKey: z.string().optional(),
  place: placeSchema.optional(),
});
type Device = z.infer<typeof deviceSchema>;

/**
 * The directory's identity, made once: `device.json` and `device.key` (0600, PKCS #8) beside the database and not in
 * it, so that a copy or a backup of the journal does not take it along. A directory that was copied (see `isSamePlace`)
 * and one whose two files don't belong together get a new one. `locked` runs its argument while no other process does
 * so at this directory; undefined where nothing can be written: a missing id is then made up for this run.
 */
export function loadIdentity(dataDir: string, locked: ((make: () => Identity) => Identity) | undefined): Identity {
  if (locked === undefined) {
    return { deviceId: readDevice(dataDir)?.deviceId ?? randomUUID(), privateKey: undefined };
  }
  const place = placeOf(dataDir);
  // Who comes second finds what the first one made.
  return knownIdentity(dataDir, place) ?? locked(() => knownIdentity(dataDir, place) ?? makeIdentity(dataDir, place));
}

function knownIdentity(dataDir: string, place: Place): Identity | undefined {
  const device = readDevice(dataDir);
  const privateKey = readKey(dataDir);
  if (device?.place === undefined || privateKey === undefined) return undefined;
  if (device.publicKey !== publicKeyText(privateKey) || !isSamePlace(device.place, place)) return undefined;
  // A directory that was moved, and a machine that was started anew: the next comparison starts from here.
  if (!isEqual(device.place, place)) tryToWrite(dataDir, { ...device, place });
  return { deviceId: device.deviceId, privateKey };
}

function makeIdentity(dataDir: string, place: Place): Identity {
  const old = readDevice(dataDir);
  // An id from before there were keys and places goes on; its key may have been made by a process that then died.
  const goesOn = old !== undefined && old.publicKey === undefined;
  const deviceId = goesOn ? old.deviceId : randomUUID();
  const privateKey = (goesOn ? readKey(dataDir) : undefined) ?? generateKeyPairSync('ed25519').privateKey;
  try {
    // The key comes first: without the id that names it, it means nothing.
    write(dataDir, 'device.key', String(privateKey.export({ format: 'pem', type: 'pkcs8' })));
    writeDevice(dataDir, { deviceId, publicKey: publicKeyText(privateKey), place });
    return { deviceId, privateKey };
  } catch (error) {
    // Full, most likely. What is recorded once there is room stands in a chain of its own, or goes on with the old one.
    if (isSystemError(error)) return { deviceId, privateKey: undefined };
    throw error;
  }
}

function readDevice(dataDir: string): Device | undefined {
  try {
    return deviceSchema.parse(JSON.parse(readFileSync(join(dataDir, 'device.json'), 'utf8')));
  } catch {
    return undefined;
  }
}

function readKey(dataDir: string): KeyObject | undefined {
  try {
    const key = createPrivateKey(readFileSync(join(dataDir, 'device.key')));
    return key.asymmetricKeyType === 'ed25519' ? key : undefined;
  } catch {
    return undefined;
  }
}

function writeDevice(dataDir: string, device: Device): void {
  write(dataDir, 'device.json', `${JSON.stringify(device)}\n`);
}

function tryToWrite(dataDir: string, device: Device): void {
  try {
    writeDevice(dataDir, device);
  } catch {
    // It is the same directory either way.
  }
}

function write(dataDir: string, name: string, text: string): void {
  const path = join(dataDir, name);
  replaceDurably(path, `${path}.${randomUUID()}`, new TextEncoder().encode(text));
}

function isSystemError(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error;
}

function isEqual(a: Place, b: Place): boolean {
  return a.path === b.path && a.device === b.device && a.inode === b.inode && a.bornNs === b.bornNs;
}
