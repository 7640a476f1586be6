import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import headless from '@xterm/headless';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openPty } from '../pty.ts';
import { until } from '../testing.ts';
import { outputOf, RecordingBench, sessionId } from './testing.ts';

// With real programs: Debian's asciinema, a shell, and a recorder that is killed.

let bench: RecordingBench;
const children: ChildProcess[] = [];
beforeEach(() => {
  bench = new RecordingBench();
});
afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  await bench.dispose();
});

const size = { columns: 80, rows: 24 };

/** Runs a program in a terminal of its own; resolves with all that it wrote. */
async function runInTerminal(
  file: string,
  args: string[],
  onBytes: (bytes: Buffer) => void = () => {},
): Promise<Buffer> {
  const chunks: Buffer[] = [];
  const env = { PATH: process.env.PATH ?? '', TERM: 'xterm-256color', LANG: 'C.UTF-8', HOME: bench.dataDir };
  const pty = openPty({ file, args, cwd: bench.dataDir, env, ...size });
  pty.onData((bytes) => {
    chunks.push(bytes);
    onBytes(bytes);
  });
  await new Promise<void>((resolve) => {
    pty.onExit(() => resolve());
  });
  return Buffer.concat(chunks);
}

/** What a terminal shows after `output`, scrollback included, with the colours of each cell. */
async function show(output: Uint8Array | string): Promise<string[]> {
  const terminal = new headless.Terminal({
    cols: size.columns,
    rows: size.rows,
    scrollback: 100_000,
    allowProposedApi: true,
  });
  await new Promise<void>((resolve) => {
    terminal.write(output, resolve);
  });
  const buffer = terminal.buffer.active;
  const lines = Array.from({ length: buffer.length }, (_, row) => {
    const line = buffer.getLine(row);
    const cells = Array.from({ length: size.columns }, (_, column) => line?.getCell(column));
    const colours = cells.map((cell) => `${cell?.getFgColorMode()}:${cell?.getFgColor()}:${cell?.isBold()}`);
    return `${line?.translateToString(true)} ${new Set(colours).size} ${colours.join()}`;
  });
  terminal.dispose();
  return [...lines, `${buffer.cursorX},${buffer.cursorY}`];
}

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** Bytes that are held; what the engine has not yet collected is none of ours. */
function inUse(): number {
  collectGarbage();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

const program = [
  'for i in $(seq 300); do printf "\\033[3%dm%s\\033[0m line %d\\n" $((i % 8)) "déjà 日本 🚒" $i; done',
  'printf "50%%\\r100%%\\n"',
  'printf "\\033[?1049h\\033[2J\\033[5;10Hfull screen\\033[?1049l"; printf "\\033]0;title\\007no newline"',
].join('; ');

describe('a recording of a real terminal', () => {
  it('[S42] plays in asciinema as the terminal showed it', async () => {
    const recording = bench.start();
    const shown = await runInTerminal('/bin/bash', ['-c', program], (bytes) => recording.output(bytes));
    await recording.close();
    const path = join(bench.dataDir, 'played.cast');
    writeFileSync(path, bench.blobs.get(bench.sealed[0]?.blob ?? '') ?? '');

    const printed = await runInTerminal('asciinema', ['cat', path]);
    expect(printed.toString()).toBe(shown.toString());
    expect(await show(printed)).toEqual(await show(shown));
    const played = await runInTerminal('asciinema', ['play', '-s', '100', path]);
    expect(await show(played)).toEqual(await show(shown));
  });

  it('[S46] leaves a playable prefix when its program is killed, sealed at the next start', async () => {
    const child = spawn(
      process.execPath,
      [fileURLToPath(new URL('test-child.ts', import.meta.url)), bench.dataDir, sessionId],
      {
        stdio: ['ignore', 'inherit', 'inherit'],
      },
    );
    children.push(child);
    const path = join(bench.folder, `${sessionId}.cast`);
    await until(() => existsSync(path) && statSync(path).size > 300_000, 'some of the recording', 30_000);
    // While it is written, it is nobody's to seal.
    await bench.recordings.sealLeftOvers();
    expect(bench.sealed).toEqual([]);
    child.kill('SIGKILL');
    await new Promise((resolve) => child.once('exit', resolve));

    const left = readFileSync(path, 'utf8');
    expect(left).not.toContain('hunter2');
    await bench.recordings.sealLeftOvers();
    expect(bench.sealed).toHaveLength(1);
    const lines = outputOf(bench.sealedCast()).split('\r\n');
    expect(lines.length).toBeGreaterThan(1_000);
    const expected = lines.map((_, line) => `\x1b[3${line % 8}mline ${line}\x1b[0m password=[redacted] ü`);
    expect(lines.slice(0, -1)).toEqual(expected.slice(0, -1));
    expect(bench.files()).toEqual([]);
  });

  it('[S46] takes a flood without growing', async () => {
    // With WAR_ROOM_FAULTS=long, 1 GB.
    const total = (process.env.WAR_ROOM_FAULTS === 'long' ? 1024 : 48) * 1024 * 1024;
    const own = new RecordingBench({ keepBlob: () => {} });
    let wake = (): void => {};
    const recording = own.start('everything', () => wake());
    const chunk = Buffer.from('y\r\n'.repeat(22_000));
    let atFirst = 0;
    let most = 0;
    for (let taken = 0, measured = 0; taken < total; taken += chunk.length) {
      recording.output(chunk);
      if (taken - measured > 16 * 1024 * 1024) {
        measured = taken;
        if (atFirst === 0) atFirst = inUse();
        most = Math.max(most, inUse());
      }
      while (recording.behind) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    }
    expect(most - atFirst).toBeLessThan(16 * 1024 * 1024);
    await recording.close();
    expect(own.sealed.reduce((sum, { size: bytes }) => sum + bytes, 0)).toBeGreaterThan(total);
    expect([own.files(), own.notSealed]).toEqual([[], []]);
    await own.dispose();
  }, 600_000);
});
