import { closeSync, existsSync, fsyncSync, mkdtempSync, openSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fail, type Outcome, succeed } from '#shared/domain/outcome.ts';
import { NewerJournal, openDatabase } from './database.ts';
import { diskFault } from './disk-fault.ts';
import { type CarriedOver, carryOver } from './salvage-carry-over.ts';
import { gatherEvidence } from './salvage-evidence.ts';
import { lockExclusively } from './salvage-lock.ts';
import { openPages } from './salvage-pages.ts';
import { interruptedFolder, replaceDamaged, type SetAside } from './salvage-set-aside.ts';
import { isSound } from './salvage-sound.ts';

export interface SalvageReport extends CarriedOver {
  /** Where the damaged files lie now, byte for byte as they were. */
  readonly setAside: SetAside;
}

export type SalvageProblemCode = 'no-journal' | 'not-damaged' | 'in-use' | 'newer' | 'not-saved';

export interface SalvageOptions {
  /** Wall clock, UTC ms. Default: the machine's. */
  readonly now?: () => number;
}

/**
 * Makes a new journal of all that can be read of a damaged one, and sets the damaged files aside (R5). Nobody may have
 * the journal open, this process included. Until the new journal is whole and on the disk, nothing is changed.
 *
 * Pages are read without SQLite: it stops where the tree is broken, and believes what it finds. Here every byte of
 * every page, and of every frame of the log, is looked at, and an event counts when its own hashes prove it.
 *
 * The directory gets a new device id. Of the events that were lost at the end of our own chain nothing may be left,
 * so nobody can know which number comes next; under the old id an old number could be given to another event.
 */
export function salvage(dataDir: string, options: SalvageOptions = {}): Outcome<SalvageReport, SalvageProblemCode> {
  const path = join(dataDir, 'journal.db');
  if (!existsSync(path) && !existsSync(`${path}-wal`))
    return fail('no-journal', `There is no journal in ${dataDir}.`, 'Name the data directory that holds journal.db.');
  try {
    return salvageFiles(dataDir, path, options.now ?? Date.now);
  } catch (error) {
    if (error instanceof NewerJournal) return fail('newer', error.message, 'Salvage it with the newer version.');
    const fault = diskFault(error);
    if (fault === undefined) throw error;
    return fail('not-saved', `Nothing was salvaged and nothing changed: ${fault.message}.`, fault.action);
  }
}

function salvageFiles(
  dataDir: string,
  path: string,
  now: () => number,
): Outcome<SalvageReport, Exclude<SalvageProblemCode, 'no-journal' | 'newer'>> {
  // With the log alone: what is locked and set aside is an empty file.
  if (!existsSync(path)) closeSync(openSync(path, 'ax', 0o600));
  const folder = mkdtempSync(join(dataDir, '.salvage-'));
  // Closing any handle of a file ends the locks that this process has on it: this one is closed after them.
  const pages = openPages(path, logOf(dataDir));
  try {
    if (isSound(path, folder))
      return fail('not-damaged', 'The journal is in order: there is nothing to salvage.', 'Keep using it as it is.');
    const lock = lockExclusively(path, folder);
    if (lock === undefined)
      return fail('in-use', 'Another program has the journal open.', 'Close War Room, then try again.');
    try {
      const evidence = join(folder, 'evidence.db');
      gatherEvidence(pages, evidence);
      const carried = buildJournal(folder, evidence);
      const setAside = replaceDamaged(dataDir, join(folder, 'journal.db'), lock, now());
      return succeed({ ...carried, setAside });
    } finally {
      lock.release();
    }
  } finally {
    pages.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Of an interrupted salvage the log may lie in its folder already. */
function logOf(dataDir: string): string {
  const log = join(dataDir, 'journal.db-wal');
  const interrupted = interruptedFolder(dataDir);
  return existsSync(log) || interrupted === undefined ? log : join(interrupted, 'journal.db-wal');
}

function buildJournal(folder: string, evidence: string): CarriedOver {
  const { database, close } = openDatabase(folder, true);
  try {
    const carried = carryOver(database, evidence);
    const check = database.prepare('PRAGMA integrity_check').get()?.integrity_check;
    if (check !== 'ok') throw new Error(`the salvaged journal is not whole: ${String(check)}`);
    database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    return carried;
  } finally {
    close();
    const file = openSync(join(folder, 'journal.db'), 'r');
    fsyncSync(file);
    closeSync(file);
  }
}
