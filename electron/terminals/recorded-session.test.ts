import { describe, expect, it, type TestContext } from 'vitest';
import { indexCommands, outputOfCommand } from '#shared/domain/transcript/markers.ts';
import type { Recording } from './recording/index.ts';
import type { RecordingListener } from './recording/recording.ts';
import { outputOf, RecordingBench } from './recording/testing.ts';
import { TestBench, type TestPage, until } from './testing.ts';

/** Real shells, recorded. */
function createBenches(
  { onTestFinished }: TestContext,
  shell = '/bin/bash',
): { readonly bench: TestBench; readonly recorded: RecordingBench } {
  const recorded = new RecordingBench({ now: Date.now, elapsed: () => performance.now() });
  const bench = new TestBench(shell, { recordings: recorded.recordings });
  onTestFinished(async () => {
    await bench.dispose();
    await recorded.dispose();
  });
  return { bench, recorded };
}

async function closeAndSeal(bench: TestBench, recorded: RecordingBench, sessionId: string): Promise<void> {
  await bench.service.close({ sessionId, force: true });
  await until(() => recorded.sealed.length > 0, 'the sealed recording');
}

/** Resolves when nothing new has come for a while. */
async function settle(page: TestPage): Promise<void> {
  let length = -1;
  while (page.outputLength !== length) {
    length = page.outputLength;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: this is about control characters
const marks = /\x1b\](?:633|133);[^\x07\x1b]*(?:\x07|\x1b\\)/g;

describe.concurrent.each(['/bin/bash', '/usr/bin/zsh', '/usr/bin/fish'])('a recorded session of %s', (shell) => {
  it('[S42] holds what each command printed, where the events say, and no mark of ours', async (context) => {
    const { bench, recorded } = createBenches(context, shell);
    const { sessionId, page } = await bench.open();
    expect(bench.session(sessionId).recording).toBe('recording');
    await bench.run(sessionId, page, "printf 'one\\ntwo\\n'");
    await bench.run(sessionId, page, 'ls /does-not-exist');
    const commands = bench.payloads('commandFinished');
    const shown = page.text;
    const starts = bench.payloads('commandStarted').map(({ transcriptMs }) => transcriptMs);
    await closeAndSeal(bench, recorded, sessionId);

    const cast = recorded.sealedCast();
    const indexed = indexCommands(cast.events);
    expect(indexed.map(({ commandId, commandLine, exitCode }) => ({ commandId, commandLine, exitCode }))).toEqual(
      commands.map(({ commandId, commandLine, exitCode }) => ({ commandId, commandLine, exitCode })),
    );
    expect(indexed.map(({ startMs }) => startMs)).toEqual(starts);
    expect(outputOfCommand(cast.events, commands[0]?.commandId ?? '')).toContain('one\r\ntwo\r\n');
    expect(outputOf(cast)).not.toContain(']633;');
    expect(outputOf(cast).startsWith(shown.replace(marks, ''))).toBe(true);
  });

  it('[S45] has no secret that was typed key by key, sent or given up', async (context) => {
    const { bench, recorded } = createBenches(context, shell);
    const { sessionId, page } = await bench.open();
    const type = async (line: string): Promise<void> => {
      for (const key of line) {
        page.type(key);
        await new Promise((resolve) => setTimeout(resolve, 8));
      }
    };
    await type('echo --password hunter2-sent');
    await bench.run(sessionId, page, '');
    await bench.run(sessionId, page, 'echo after');
    // The shell offers the line before, in grey, as soon as it begins the same.
    await type('echo --password hunter2-given-up');
    await settle(page);
    const drawn = page.outputLength;
    page.type('\x03');
    await until(() => page.outputLength > drawn, 'the answer to Ctrl-C');
    await settle(page);
    await bench.run(sessionId, page, 'echo at the end');
    await closeAndSeal(bench, recorded, sessionId);
    expect(page.text).toContain('hunter2-sent');
    const text = outputOf(recorded.sealedCast());
    expect(text).toContain('after');
    expect(text).toContain('at the end');
    expect(text).not.toMatch(/hunter2|unter2/);
    expect(recorded.blobs.get(recorded.sealed[0]?.blob ?? '')).not.toContain('hunter2');
  });
});

describe.concurrent('a recorded session', () => {
  it('[S48] is recorded at the level of its tab, and the tab says so', async (context) => {
    const { bench, recorded } = createBenches(context);
    const { sessionId, page } = await bench.open();
    await bench.run(sessionId, page, 'echo one');
    bench.service.setRecordingLevel({ sessionId, level: 'nothing' });
    expect(bench.session(sessionId)).toMatchObject({ recordingLevel: 'nothing', recording: 'none' });
    await bench.run(sessionId, page, 'echo two');
    expect(bench.payloads('commandStarted').at(-1)).not.toHaveProperty('transcriptMs');
    const left = { commandLine: 'echo two', exitCode: 0, excerpt: '', excerptTruncated: true };
    expect(bench.payloads('commandFinished').at(-1)).toMatchObject(left);
    bench.service.setRecordingLevel({ sessionId, level: 'everything' });
    await bench.run(sessionId, page, 'echo three');
    await closeAndSeal(bench, recorded, sessionId);
    const text = outputOf(recorded.sealedCast());
    expect(text).toContain('one\r\n');
    expect(text).not.toContain('two');
    expect(text).toContain('three\r\n');
  });

  it('[S47] says on the tab when the disk stops it, and when it goes on', async (context) => {
    const { bench, recorded } = createBenches(context);
    recorded.free = 100e6;
    const { sessionId, page } = await bench.open();
    await bench.run(sessionId, page, 'echo one');
    await until(() => bench.session(sessionId).recording === 'stopped', 'the stop');
    expect(recorded.stopped).toMatchObject([{ sessionId, title: 'bash' }]);
  });

  it('[S46] is not read further while the disk is behind, and loses nothing', async (context) => {
    let listener: RecordingListener | undefined;
    let behind = false;
    const taken: Buffer[] = [];
    const recording = {
      get behind() {
        return behind;
      },
      state: 'recording',
      output: (bytes: Buffer) => taken.push(bytes),
      resize: () => {},
      lineBegan: () => {},
      lineEnded: () => {},
      commandStarted: () => undefined,
      commandFinished: () => undefined,
      close: async () => {},
    };
    const bench = new TestBench('/bin/bash', {
      recordings: {
        start: (_, told) => {
          listener = told;
          return recording as unknown as Recording;
        },
        close: async () => {},
      },
    });
    context.onTestFinished(() => bench.dispose());
    const { sessionId, page } = await bench.open();
    page.type('seq 400000\r');
    await until(() => Buffer.concat(taken).length > 50_000, 'some output');
    behind = true;
    await new Promise((resolve) => setTimeout(resolve, 300));
    const before = Buffer.concat(taken).length;
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(Buffer.concat(taken).length).toBe(before);
    behind = false;
    listener?.onCaughtUp();
    await bench.prompt(sessionId);
    const text = Buffer.concat(taken).toString();
    expect(text).toContain(Array.from({ length: 400_000 }, (_, index) => `${index + 1}\r\n`).join(''));
  });
});
