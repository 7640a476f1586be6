import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

const HANGUP_AGAIN_MS = 500;

interface SessionProcess {
  readonly pid: number;
  readonly foreground: boolean;
  /** It asked not to be told when its terminal goes away, as `nohup` does. */
  readonly ignoresHangup: boolean;
}

/** The processes of a shell's session, by Linux's /proc; elsewhere only the shell itself is known. */
function listSession(shellPid: number): SessionProcess[] {
  let names: string[];
  try {
    names = readdirSync('/proc');
  } catch {
    return [{ pid: shellPid, foreground: true, ignoresHangup: false }];
  }
  return names.flatMap((name) => {
    const pid = Number(name);
    if (!Number.isInteger(pid)) return [];
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
      // The name in parentheses may hold anything; after it: state ppid pgrp session tty tpgid.
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      if (Number(fields[3]) !== shellPid || fields[0] === 'Z') return [];
      const ignored = /^SigIgn:\s*([0-9a-f]+)/m.exec(readFileSync(`/proc/${pid}/status`, 'latin1'))?.[1] ?? '0';
      return [{ pid, foreground: fields[2] === fields[5], ignoresHangup: (BigInt(`0x${ignored}`) & 1n) === 1n }];
    } catch {
      // It ended while we looked.
      return [];
    }
  });
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // It ended already.
  }
}

/**
 * Ends a shell and what runs in its session: hangs up, waits at most `graceMs`, then kills what is left. A background
 * program that ignores the hang-up (`nohup`) stays, as it would when any terminal closes. `exited` settles at the
 * shell's exit.
 */
export async function endSession(shellPid: number, exited: Promise<unknown>, graceMs: number): Promise<void> {
  const members = listSession(shellPid);
  for (const { pid } of members) signal(pid, 'SIGHUP');
  // A stopped program can't act on the hang-up.
  for (const { pid } of members) signal(pid, 'SIGCONT');
  // A shell that was just about to wait for a key can miss it: it is told again.
  const again = setInterval(() => signal(shellPid, 'SIGHUP'), HANGUP_AGAIN_MS);
  const waiting = new AbortController();
  const deadline = Date.now() + graceMs;
  const grace = sleep(graceMs, undefined, { signal: waiting.signal }).catch(() => {});
  await Promise.race([exited, grace]);
  clearInterval(again);
  waiting.abort();
  const mustEnd = members.filter(({ foreground, ignoresHangup }) => foreground || !ignoresHangup).map(({ pid }) => pid);
  const left = (): SessionProcess[] =>
    listSession(shellPid).filter(({ pid, ignoresHangup }) => mustEnd.includes(pid) || !ignoresHangup);
  while (left().length > 0 && Date.now() < deadline) await sleep(20);
  for (const { pid } of left()) signal(pid, 'SIGKILL');
  await exited;
}
