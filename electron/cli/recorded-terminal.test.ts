import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { EventKind, Payload, WireEvent } from '#shared/domain/events/index.ts';
import { readEvent } from '#shared/domain/read-event.ts';
import { locateProgram } from '../hosts/locate.ts';
import { type IncidentRecord, openRecord } from '../record.ts';
import { openPty, type PtyExit } from '../terminals/pty.ts';
import { until } from '../terminals/testing.ts';
import { commandLine } from './test-support.ts';

const cli = join(import.meta.dirname, '../cli.ts');

/** As the application would read it at this moment. */
async function withRecord<Value>(
  dataDir: string,
  read: (record: IncidentRecord) => Value | Promise<Value>,
): Promise<Value> {
  const record = openRecord({ dataDir, resourcesDir: locateProgram().resources });
  try {
    return await read(record);
  } finally {
    record.close();
  }
}

/** A terminal of the person's own, with a shell in it, and an incident. */
async function personTerminal(rc = '') {
  const { run, scratch, dataDir, env } = commandLine();
  writeFileSync(join(scratch, '.bashrc'), `PS1='inner> '\n${rc}`);
  writeFileSync(join(scratch, 'outer.bash'), `PS1='outer> '\nwr() { ${process.execPath} ${cli} "$@"; }\n`);
  const id = await withRecord(dataDir, async ({ incidents }) => {
    const options = { signal: new AbortController().signal };
    const declared = await incidents.declare({ title: 'Checkout down', severity: 'SEV-1' }, options);
    return declared.ok ? declared.value.incidentId : expect.fail(declared.error.message);
  });
  const outer = { ...env, TERM: 'screen-256color', TMUX: '/tmp/tmux-0/default,1,0' } as Record<string, string>;
  const pty = openPty({
    file: '/bin/bash',
    args: ['--rcfile', join(scratch, 'outer.bash')],
    cwd: scratch,
    env: outer,
    columns: 90,
    rows: 25,
  });
  let text = '';
  let exit: PtyExit | undefined;
  pty.onData((bytes) => {
    text += bytes.toString('latin1');
  });
  pty.onExit((how) => {
    exit = how;
  });
  onTestFinished(async () => {
    if (exit !== undefined) return;
    process.kill(pty.pid, 'SIGKILL');
    await until(() => exit !== undefined, 'the end of the terminal');
  });
  const type = (keys: string) => pty.write(Buffer.from(keys));
  const shows = (what: string, from = 0) => until(() => text.indexOf(what, from) !== -1, what, 20_000);
  /** Runs a line in the outer shell, and returns what it showed, without the line itself. */
  const line = async (command: string): Promise<string> => {
    const from = text.length;
    type(`${command}; echo "done:$?"\r`);
    await until(() => /done:\d+\r\n/.test(text.slice(from)), command, 20_000);
    return text.slice(from + command.length);
  };
  const events = (): Promise<readonly WireEvent[]> => withRecord(dataDir, ({ incidents }) => incidents.events(id));
  const payloads = async <K extends EventKind>(kind: K): Promise<Payload<K>[]> =>
    (await events()).filter((event) => event.kind === kind).map((event) => readEvent(event).payload as Payload<K>);
  return { id, run, scratch, dataDir, pty, type, shows, line, events, payloads, text: () => text };
}

/** The last lines of a screen without what draws it. */
const codeIn = (shown: string): number => Number(/done:(\d+)\r\n/.exec(shown)?.[1]);

describe('war-room rec', () => {
  it('[S65] records one command with its exit code and output, and passes both on', async () => {
    const { id, line, payloads, events } = await personTerminal();
    const shown = await line(
      `wr rec --incident ${id.slice(0, 13)} -- sh -c 'echo "to $TERM"; echo -e >&2 err; exit 7'`,
    );
    expect(shown).toContain('to screen-256color\r\n');
    expect(codeIn(shown)).toBe(7);
    const [finished] = await payloads('commandFinished');
    expect(finished).toMatchObject({
      commandLine: `sh -c 'echo "to $TERM"; echo -e >&2 err; exit 7'`,
      exitCode: 7,
      excerpt: expect.stringContaining('to screen-256color'),
      excerptTruncated: false,
    });
    expect(finished?.durationMs).toBeGreaterThanOrEqual(0);
    const kinds = (await events()).map(({ kind }) => kind);
    expect(kinds.slice(-5)).toEqual([
      'sessionOpened',
      'commandStarted',
      'commandFinished',
      'sessionClosed',
      'transcriptSealed',
    ]);
  }, 60_000);

  it('[S65] gives the command its words unread, and counts a signal as a shell does', async () => {
    const { id, line, payloads } = await personTerminal();
    const shown = await line(`wr --actor Ada rec --incident ${id} -- printf '[%s]' --incident -x - -- '' "a  b" 007`);
    expect(shown).toContain('[--incident][-x][-][--][][a  b][007]');
    expect(codeIn(await line(`wr rec --incident ${id} -- false`))).toBe(1);
    expect(codeIn(await line(`wr rec --incident ${id} -- sh -c 'kill -9 $$'`))).toBe(137);
    expect((await payloads('commandFinished')).map(({ commandLine, exitCode }) => [commandLine, exitCode])).toEqual([
      ["printf '[%s]' --incident -x - -- '' 'a  b' 007", 0],
      ['false', 1],
      ["sh -c 'kill -9 $$'", 137],
    ]);
  }, 60_000);

  it('[S65] says what is wrong, and records nothing then', async () => {
    const { id, line, events, run } = await personTerminal();
    const missing = await line(`wr rec --incident ${id} -- no-such-program x`);
    expect(missing).toContain('"no-such-program" was not found');
    expect(codeIn(missing)).toBe(127);
    expect(codeIn(await line('wr rec --incident 0000 -- true'))).toBe(1);
    expect(codeIn(await line(`wr rec --incident ${id}`))).toBe(2);
    expect(codeIn(await line(`wr rec --incident ${id} true`))).toBe(2);
    const piped = await line(`echo x | wr rec --incident ${id} -- cat`);
    expect(piped).toContain('would get keys');
    expect(codeIn(piped)).toBe(2);
    expect((await events()).filter(({ kind }) => /^(session|command)/.test(kind))).toEqual([]);
    // Without a terminal at all, as a scheduled job has it: a command that reads sees the end of its input.
    expect(await run('rec', '--incident', id, '--', 'sh', '-c', 'cat; echo over; exit 4')).toMatchObject({
      code: 4,
      stdout: expect.stringContaining('over\r\n'),
    });
  }, 60_000);

  it('[S66] is transparent: keys, Ctrl-C, size and every byte, and the terminal is as it was', async () => {
    const { id, line, type, shows, text, pty } = await personTerminal();
    const before = await line('stty -g');
    const start = text().length;
    type(`wr rec --incident ${id} -- bash --norc --noprofile; echo "left:$?"\r`);
    await shows('bash-5', start);
    type('stty size; trap "echo caught" INT; sleep 100\r');
    await shows('25 90', start);
    // Another one later would throw away what is typed next.
    let pressed = 0;
    await until(() => {
      if (Date.now() - pressed > 500) {
        type('\x03');
        pressed = Date.now();
      }
      return text().includes('caught', start);
    }, 'the trap');
    pty.resize(61, 17);
    type('stty size\r');
    await shows('17 61', start);
    // A program that draws by itself goes down one line, and not to its beginning.
    type("stty -opost; printf 'down:\\012:down'; stty opost\r");
    await shows('down:\n:down', start);
    type("printf '\\377\\376\\001\\033]52;c;?\\007\\033]133;A\\007|'; exit 5\r");
    await shows('left:5', start);
    expect(text()).toContain('\xff\xfe\x01\x1b]52;c;?\x07\x1b]133;A\x07|');
    expect(/\d+:[\da-f:]+/.exec(await line('stty -g'))?.[0]).toBe(/\d+:[\da-f:]+/.exec(before)?.[0]);
  }, 60_000);

  it('[S67] gives the terminal back when it is ended in the middle of a full-screen program, and records that', async () => {
    const { id, type, shows, text, line, payloads } = await personTerminal();
    const before = /\d+:[\da-f:]+/.exec(await line('stty -g'))?.[0];
    const start = text().length;
    type(`wr rec --incident ${id} -- vim -u NONE -c 'set mouse=a' ; echo "left:$?"\r`);
    await shows('\x1b[?1049h', start);
    await shows('\x1b[?1000h', start);
    const processes = execFileSync('ps', ['-eo', 'pid=,args='], { encoding: 'utf8' }).split('\n');
    const ours = processes.find((line) => line.includes(`rec --incident ${id} -- vim`)) ?? expect.fail('no process');
    const pid = Number.parseInt(ours, 10);
    process.kill(pid, 'SIGTERM');
    await shows('left:143', start);
    const shown = text().slice(start);
    for (const mode of ['1049', '1000']) {
      expect(shown.lastIndexOf(`\x1b[?${mode}l`)).toBeGreaterThan(shown.lastIndexOf(`\x1b[?${mode}h`));
    }
    expect(/\d+:[\da-f:]+/.exec(await line('stty -g'))?.[0]).toBe(before);
    expect(await payloads('commandFinished')).toMatchObject([{ exitCode: expect.any(Number) }]);
    expect((await payloads('sessionClosed')).length).toBe(1);
  }, 60_000);

  it('[T41] keeps secrets out of the record', async () => {
    const { id, line, dataDir } = await personTerminal();
    await line(`wr rec --incident ${id} -- sh -c 'echo "password=hunter2canary"'`);
    const files = readdirSync(dataDir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    const holders = files.filter((entry) => readFileSync(join(entry.parentPath, entry.name)).includes('hunter2canary'));
    expect(holders.map(({ name }) => name)).toEqual([]);
  }, 60_000);
});

describe('war-room shell', () => {
  it('[S68] records the commands of a shell in the person’s own terminal like those of a tab', async () => {
    const { id, type, shows, text, payloads, scratch } = await personTerminal('cd /; echo "$TMUX $TERM" > ~/seen');
    const start = text().length;
    type(`wr shell --incident ${id}; echo "left:$?"\r`);
    await shows('recorded into SEV-1 Checkout down', start);
    await shows('inner> ', start);
    type('false\r');
    type("echo 'token: hunter3canary'\r");
    await shows('token: ', start);
    type('exit 3\r');
    await shows('left:3', start);
    expect(readFileSync(join(scratch, 'seen'), 'utf8')).toBe('/tmp/tmux-0/default,1,0 screen-256color\n');
    expect(await payloads('sessionOpened')).toMatchObject([{ shell: '/bin/bash', cwd: scratch }]);
    const finished = await payloads('commandFinished');
    expect(finished.map(({ commandLine, exitCode, cwd }) => [commandLine, exitCode, cwd])).toEqual([
      ['false', 1, '/'],
      [expect.stringMatching(/^echo 'token: \[redacted\]/), 0, '/'],
      ['exit 3', 3, '/'],
    ]);
    expect(finished[1]?.excerpt).toBe('token: [redacted]');
    // The marks are between the shell and us.
    expect(text()).not.toContain(']633;');
  }, 60_000);

  it('[S68] needs a terminal, and an incident that is there; it says where commands are not recorded', async () => {
    const { run, line } = await personTerminal();
    expect(await run('shell', '--incident', 'x')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('terminal'),
    });
    expect(codeIn(await line('wr shell --incident 0000'))).toBe(1);
    const { id, line: again, type, shows, text } = await personTerminal();
    const unknown = await again(`wr shell --incident ${id} --profile bastion`);
    expect(unknown).toContain('There is no terminal profile "bastion"');
    const start = text().length;
    type(`SHELL=/bin/sh wr shell --incident ${id}\r`);
    await shows('the commands of /bin/sh are not recorded', start);
    type('exit\r');
  }, 60_000);

  it('[S69] is seen by the open application within 100 ms, with the variables of the incident', async () => {
    const { id, type, shows, text, dataDir } = await personTerminal();
    const record = openRecord({ dataDir, resourcesDir: locateProgram().resources });
    const stop = new AbortController();
    const delays: number[] = [];
    record.store.set('terminalVariables', { [id]: { REGION: 'eu-1' } });
    // Where every watcher of the application begins: the journal says that there is something new.
    const watching = (async () => {
      let position = record.journal.head.get();
      for await (const head of record.journal.head.watch(stop.signal)) {
        const fresh = record.journal.readStored(id, position, 100);
        position = head;
        for (const { event } of fresh) if (/^command/.test(event.kind)) delays.push(Date.now() - event.recordedAt);
      }
    })();
    const start = text().length;
    type(`wr shell --incident ${id}\r`);
    await shows('inner> ', start);
    for (let index = 0; index < 10; index += 1) {
      type(`echo "$REGION:${index}"\r`);
      await shows(`eu-1:${index}\r\n`, start);
    }
    await until(() => delays.length === 20, 'the events');
    stop.abort();
    await watching;
    record.close();
    // All but two: the machine may be busy with other tests.
    expect(delays.sort((a, b) => a - b)[17]).toBeLessThan(100);
  }, 60_000);
});
