import { mkdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { anyText } from '#shared/domain/test-text.ts';
import { parseCast } from '#shared/domain/transcript/asciicast.ts';
import { joinParts } from '#shared/domain/transcript/parts.ts';
import { until } from '../testing.ts';
import { outputOf, RecordingBench, sessionId } from './testing.ts';

let bench: RecordingBench;
beforeEach(() => {
  bench = new RecordingBench();
});
afterEach(() => bench.dispose());

const bytes = (text: string): Buffer => Buffer.from(text);
const commandId = '0190a000-0000-7000-8000-0000000000c1';
const step = { runbookId: 'database/failover.md', stepId: 'promote-1' };

describe('a recording', () => {
  it('[S42] holds the output, the sizes and the commands, each with its time', async () => {
    const recording = bench.start();
    recording.output(bytes('$ '));
    bench.elapsed = 1_250;
    expect(recording.commandStarted({ commandId, commandLine: 'uptime', step })).toBe(1_250);
    recording.output(bytes('up 3 days\r\n'));
    bench.elapsed = 1_500;
    expect(recording.commandFinished({ commandId, exitCode: 0 })).toBe(1_500);
    recording.resize(100, 30);
    bench.elapsed = 2_000;
    recording.output(bytes('$ '));
    await recording.close();

    const transcript = { sessionId, title: 'ops 1', startedAt: bench.began, durationMs: 2_000 };
    expect(bench.sealed).toEqual([{ ...transcript, blob: expect.any(String), size: expect.any(Number) }]);
    expect(bench.sealedCast()).toEqual({
      header: {
        width: 80,
        height: 24,
        startedAt: bench.began,
        title: 'ops 1',
        env: { SHELL: '/bin/bash', TERM: 'xterm-256color' },
        warRoom: expect.objectContaining({ sessionId, part: 1 }),
      },
      events: [
        { kind: 'output', atMs: 0, text: '$ ' },
        {
          kind: 'marker',
          atMs: 1_250,
          label: JSON.stringify({ phase: 'started', commandId, commandLine: 'uptime', ...step }),
        },
        { kind: 'output', atMs: 1_250, text: 'up 3 days\r\n' },
        { kind: 'marker', atMs: 1_500, label: JSON.stringify({ phase: 'finished', commandId, exitCode: 0 }) },
        { kind: 'resize', atMs: 1_500, columns: 100, rows: 30 },
        { kind: 'output', atMs: 2_000, text: '$ ' },
      ],
      skipped: 0,
    });
    expect(bench.files()).toEqual([]);
  });

  it('[S46] is on the disk within a second, for its owner alone', async () => {
    const recording = bench.start();
    recording.output(bytes('one\r\nand a ha'));
    await until(() => bench.files().length > 0 && bench.read().includes('one'), 'the first line', 1_000);
    expect(parseCast(bench.read())?.events).toEqual([{ kind: 'output', atMs: 0, text: 'one\r\n' }]);
    expect(statSync(bench.folder).mode & 0o777).toBe(0o700);
    expect(statSync(join(bench.folder, `${sessionId}.cast`)).mode & 0o777).toBe(0o600);
  });

  it('[S43] decodes UTF-8 over any chunks, and replaces what is none', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.oneof(
            anyText().map((text) => Buffer.from(text)),
            fc.uint8Array({ maxLength: 8 }).map((raw) => Buffer.from(raw)),
          ),
        ),
        fc.integer({ min: 1, max: 9 }),
        async (parts, size) => {
          const own = new RecordingBench({ redact: (text) => text });
          const recording = own.start();
          const all = Buffer.concat(parts);
          for (let at = 0; at < all.length; at += size) recording.output(all.subarray(at, at + size));
          await recording.close();
          if (all.length > 0)
            expect(outputOf(own.sealedCast())).toBe(new TextDecoder('utf-8', { ignoreBOM: true }).decode(all));
          await own.dispose();
        },
      ),
      { numRuns: 15 },
    );
  });

  it('[S48] is not made at all at the level "nothing", and has its steps at the level "steps"', async () => {
    const nothing = bench.start('nothing');
    nothing.output(bytes('secret plans\r\n'));
    expect(nothing.commandStarted({ commandId, step })).toBeUndefined();
    await nothing.close();
    expect([bench.sealed, bench.files()]).toEqual([[], []]);

    const steps = bench.start('steps');
    steps.output(bytes('before\r\n'));
    steps.resize(90, 20);
    expect(steps.commandStarted({ commandId: 'by-hand' })).toBeUndefined();
    steps.output(bytes('by hand\r\n'));
    expect(steps.commandFinished({ commandId: 'by-hand' })).toBeUndefined();
    bench.elapsed = 5_000;
    expect(steps.commandStarted({ commandId, step })).toBe(0);
    steps.output(bytes('of the step'));
    bench.elapsed = 6_000;
    expect(steps.commandFinished({ commandId, exitCode: 1 })).toBe(1_000);
    steps.output(bytes('after\r\n'));
    await steps.close();
    const cast = bench.sealedCast();
    expect(outputOf(cast)).toBe('of the step');
    expect(cast.header).toMatchObject({ width: 90, height: 20, startedAt: bench.began + 5_000 });
  });

  it('[S48] says where it was switched off, and has the size as of when it goes on', async () => {
    const recording = bench.start();
    recording.output(bytes('a\r\n'));
    bench.elapsed = 1_000;
    recording.setLevel('nothing');
    recording.output(bytes('b\r\n'));
    recording.resize(40, 10);
    bench.elapsed = 9_000;
    recording.setLevel('everything');
    recording.output(bytes('c\r\n'));
    await recording.close();
    const [, ...rest] = bench.sealedCast().events;
    expect(outputOf(bench.sealedCast())).toBe('a\r\nc\r\n');
    expect(rest.slice(0, 2)).toEqual([
      {
        kind: 'marker',
        atMs: 9_000,
        label: JSON.stringify({ phase: 'gap', fromMs: 1_000, reason: 'recording was switched off' }),
      },
      { kind: 'resize', atMs: 9_000, columns: 40, rows: 10 },
    ]);
  });

  it('[S47] stops before the last 500 MB of the disk, says so once, and goes on at 600 MB', async () => {
    const recording = bench.start();
    const line = bytes(`${'x'.repeat(998)}\r\n`);
    const write = (lines: number): void => {
      for (let index = 0; index < lines; index += 1) recording.output(line);
    };
    bench.free = 520e6;
    write(10_000);
    expect(bench.stopped).toEqual([]);
    bench.free = 501e6;
    write(10_000);
    expect(bench.stopped).toEqual([{ sessionId, title: 'ops 1', reason: expect.stringContaining('501 MB are free') }]);
    bench.free = 590e6;
    bench.elapsed = 60_000;
    write(100);
    bench.free = 610e6;
    bench.elapsed = 70_000;
    write(100);
    await recording.close();
    expect(bench.stopped).toHaveLength(1);
    expect(bench.states).toEqual(['stopped', 'recording']);
    const cast = bench.sealedCast();
    const gap = cast.events.find(({ kind }) => kind === 'marker');
    expect(gap).toMatchObject({ atMs: 70_000, label: expect.stringContaining('"fromMs":0') });
    const length = outputOf(cast).length;
    expect(length).toBeGreaterThan(10_100 * 1000);
    expect(length).toBeLessThan(16_000 * 1000);
  });

  it('[S47] stops when its file cannot be written, and goes on when it can', async () => {
    writeFileSync(bench.folder, 'in the way');
    const recording = bench.start();
    recording.output(bytes('lost\r\n'));
    await until(() => bench.stopped.length > 0, 'the stop');
    expect(bench.stopped).toEqual([
      { sessionId, title: 'ops 1', reason: expect.stringContaining('could not be written') },
    ]);
    expect(recording.behind).toBe(false);
    bench.elapsed = 11_000;
    recording.output(bytes('lost too\r\n'));
    await new Promise((resolve) => setTimeout(resolve, 400));
    rmSync(bench.folder);
    bench.elapsed = 30_000;
    recording.output(bytes('kept\r\n'));
    await recording.close();
    expect(bench.stopped).toHaveLength(1);
    expect(outputOf(bench.sealedCast())).toBe('kept\r\n');
  });

  it('[S49] goes on in a new file when one is large, each playable and sealed', async () => {
    const own = new RecordingBench({ partBytes: 100_000 });
    const recording = own.start();
    const line = `${'y'.repeat(98)}\r\n`;
    for (let index = 0; index < 3_000; index += 1) {
      own.elapsed = index;
      recording.output(bytes(line));
    }
    recording.resize(50, 10);
    await recording.close();
    expect(own.sealed.length).toBeGreaterThan(2);
    const casts = own.sealed.flatMap(({ blob }) => parseCast(own.blobs.get(blob) ?? '') ?? []);
    expect(new Set(own.sealed.map(({ startedAt }) => startedAt))).toEqual(new Set([own.began]));
    const whole = joinParts(casts.toReversed());
    expect(whole && outputOf(whole)).toBe(line.repeat(3_000));
    expect(whole?.events.at(-1)).toEqual({ kind: 'resize', atMs: 2_999, columns: 50, rows: 10 });
    const times = whole?.events.map(({ atMs }) => atMs) ?? [];
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    await own.dispose();
  });

  it('[S46] tells to wait while the disk is behind, and when it has caught up', async () => {
    let caughtUp = 0;
    const recording = bench.start('everything', () => {
      caughtUp += 1;
    });
    const chunk = bytes(`${'z'.repeat(1022)}\r\n`.repeat(64));
    let taken = 0;
    while (!recording.behind && taken < 200) {
      recording.output(chunk);
      taken += 1;
    }
    expect(recording.behind).toBe(true);
    expect(taken * chunk.length).toBeLessThan(6 * 1024 * 1024);
    await until(() => caughtUp === 1, 'the disk');
    expect(recording.behind).toBe(false);
  });
});

describe('sealing', () => {
  const header = (extra: object = {}): string =>
    `${JSON.stringify({ version: 2, width: 80, height: 24, timestamp: 0, title: 'ops 1', war_room: { startedAt: 5, sessionId, ...extra } })}\n`;
  const leave = (text: string, name = `${sessionId}.cast`): void => {
    mkdirSync(bench.folder, { recursive: true });
    writeFileSync(join(bench.folder, name), text);
  };

  it('[S49] seals what a killed program left: the valid prefix, into the incident it was moved to', async () => {
    const moved = JSON.stringify({ phase: 'moved', incidentId: 'i2' });
    leave(`${header({ incidentId: 'i1' })}[0.5,"o","a\\r\\n"]\n[1.000,"m",${JSON.stringify(moved)}]\n[2.000,"o","b`);
    await bench.recordings.sealLeftOvers();
    expect(bench.sealed).toMatchObject([
      { sessionId, title: 'ops 1', incidentId: 'i2', startedAt: 5, durationMs: 1_000 },
    ]);
    expect(outputOf(bench.sealedCast())).toBe('a\r\n');
    expect(bench.sealedCast().skipped).toBe(0);
    expect([bench.files(), bench.notSealed]).toEqual([[], []]);
  });

  it('[S49] finds in the whole what was not known as secret when it was written', async () => {
    let known = '';
    const own = new RecordingBench({ redact: (text) => (known === '' ? text : text.replaceAll(known, '[secret]')) });
    const recording = own.start();
    recording.output(bytes('-- line one\r\nline two --\r\nthe pass\x1b[1mphrase\r\n'));
    await until(() => own.files().length > 0 && own.read().includes('phrase'), 'the file');
    known = 'one\r\nline two';
    recording.output(bytes('end\r\n'));
    await recording.close();
    expect(outputOf(own.sealedCast())).toBe('-- line [secret] --\r\nthe pass\x1b[1mphrase\r\nend\r\n');
    await own.dispose();
  });

  it('[S49] leaves alone what another running program writes, and what it cannot read', async () => {
    leave(`${header({ process: { pid: process.ppid } })}[0.5,"o","a\\r\\n"]\n`, 'other.cast');
    leave('no header\n', 'damaged.cast');
    leave(`${header({ process: { pid: 4_000_000 } })}`, 'empty.cast');
    const longAgo = new Date(bench.began - 3_600_000);
    utimesSync(join(bench.folder, 'damaged.cast'), longAgo, longAgo);
    await bench.recordings.sealLeftOvers();
    expect(bench.files()).toEqual(['damaged.cast', 'other.cast']);
    expect(bench.notSealed).toEqual([
      { path: join(bench.folder, 'damaged.cast'), message: 'its first line is damaged' },
    ]);
    expect(bench.sealed).toEqual([]);
  });

  it('[S49] keeps the file until the record has it', async () => {
    bench.recordable = false;
    const recording = bench.start();
    recording.output(bytes('a\r\n'));
    await recording.close();
    expect(bench.files()).toEqual([`${sessionId}.cast`]);
    bench.recordable = true;
    await bench.recordings.sealLeftOvers();
    expect([bench.sealed.length, bench.files()]).toEqual([1, []]);
  });

  it('[S49] keeps the file, redacted, where it cannot become evidence, and says so', async () => {
    const own = new RecordingBench({
      keepBlob: () => {
        throw new Error('ENOSPC: no space left on device');
      },
    });
    mkdirSync(own.folder);
    const path = join(own.folder, `${sessionId}.cast`);
    writeFileSync(path, `${header()}[0.500,"o","password=hunter2\\r\\n"]\n`);
    await own.recordings.sealLeftOvers();
    expect(own.notSealed).toEqual([{ path, message: 'ENOSPC: no space left on device' }]);
    expect(own.read()).toBe(`${header()}[0.500,"o","password=[redacted]\\r\\n"]\n`);
    expect([own.sealed, own.files()]).toEqual([[], [`${sessionId}.cast`]]);
    await own.dispose();
  });
});
