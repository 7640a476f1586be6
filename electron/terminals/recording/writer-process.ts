import { readFileSync } from 'node:fs';
import { z } from 'zod';

const writerSchema = z.object({ pid: z.number().int().positive(), ticks: z.string().optional() });
/** Who writes a file: a number alone is given to another process one day. */
export type WriterProcess = z.infer<typeof writerSchema>;

export function thisProcess(): WriterProcess {
  const ticks = startTicks(process.pid);
  return { pid: process.pid, ...(ticks === undefined ? {} : { ticks }) };
}

/** Whether a recording's header names a process, other than this one, that still runs. */
export function isWrittenElsewhere(header: unknown): boolean {
  const writer = writerSchema.safeParse(header).data;
  if (writer === undefined || writer.pid === process.pid) return false;
  try {
    process.kill(writer.pid, 0);
  } catch (error) {
    // Somebody else's process: it lives all the same.
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return false;
  }
  const ticks = startTicks(writer.pid);
  return ticks === undefined || writer.ticks === undefined || ticks === writer.ticks;
}

/** When a process started, in ticks since the machine did; undefined where the system has no /proc. */
function startTicks(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    // The name in parentheses may hold anything; the start is the twentieth field after it.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  } catch {
    return undefined;
  }
}
