import { afterAll, expect, it } from 'vitest';
import {
  createShellBench,
  openShell,
  type Row,
  type ShellName,
  type ShellTerminal,
  shellNames,
  shells,
} from './shell-testing.ts';
import { until } from './testing.ts';

// Shell x case, with the real shells.

/** One for all shells, or one for each. */
type PerShell<Value> = Value | { readonly [Name in ShellName]: Value };

function of<Value>(value: PerShell<Value>, shell: ShellName): Value {
  const each = value as { readonly [Name in ShellName]?: Value };
  return typeof value === 'object' && value !== null && 'fish' in value ? (each[shell] as Value) : (value as Value);
}

interface Case {
  readonly name: string;
  /** In a terminal of its own: it ends its shell, or leaves something behind. */
  readonly alone?: boolean;
  /** Lines to be run, or what a person does. */
  readonly does: PerShell<readonly string[] | ((terminal: ShellTerminal) => Promise<void>)>;
  readonly records: PerShell<readonly Row[]>;
}

const startup = {
  bash: "HISTCONTROL=ignorespace; alias ll='echo aliased'; f() { echo in; return 4; }",
  zsh: "setopt hist_ignore_space; alias ll='echo aliased'; f() { echo in; return 4; }",
  fish: "alias ll='echo aliased'; function f; echo in; return 4; end",
} as const;

const anything = expect.any(String);
const long = '0123456789'.repeat(20);
/** It ends when there is a file of that name. */
const backgroundJob = "sh -c 'until [ -e now ]; do sleep 0.02; done; echo la''te' &";
const each = (lines: readonly string[], excerpts: readonly unknown[] = []): Row[] =>
  lines.map((line, index) => [line, 0, excerpts[index] ?? '']);

/** Starts a full-screen program, lets it draw, and leaves it. */
const fullScreen =
  (line: string, drawn: string, leave: string) =>
  async ({ page, shown, press }: ShellTerminal): Promise<void> => {
    page.type(`${line}\r`);
    await shown(drawn);
    await press(leave);
  };

const cases: readonly Case[] = [
  {
    name: 'several lines',
    does: {
      bash: ['for i in 1 2; do\recho "n $i"\rdone'],
      zsh: ['for i in 1 2; do\recho "n $i"\rdone'],
      fish: ['for i in 1 2\recho "n $i"\rend'],
    },
    records: {
      // History joins the lines.
      bash: [['for i in 1 2; do echo "n $i"; done', 0, 'n 1\nn 2']],
      zsh: [['for i in 1 2; do\necho "n $i"\ndone', 0, 'n 1\nn 2']],
      fish: [['for i in 1 2\necho "n $i"\nend', 0, 'n 1\nn 2']],
    },
  },
  {
    name: 'a heredoc, or in fish a quoted text of several lines',
    does: { bash: ['cat <<X\ra;b\rX'], zsh: ['cat <<X\ra;b\rX'], fish: ["echo 'a;b\rc'"] },
    records: {
      bash: [['cat <<X\na;b\nX', 0, 'a;b']],
      zsh: [['cat <<X\na;b\nX', 0, 'a;b']],
      fish: [["echo 'a;b\nc'", 0, 'a;b\nc']],
    },
  },
  {
    name: 'subshells and pipelines',
    does: {
      bash: ['(cd /; exit 7)', 'false | true', 'true | false'],
      zsh: ['(cd /; exit 7)', 'false | true', 'true | false'],
      fish: ["fish -c 'cd /; exit 7'", 'false | true', 'true | false'],
    },
    records: {
      bash: [
        ['(cd /; exit 7)', 7, ''],
        ['false | true', 0, ''],
        ['true | false', 1, ''],
      ],
      zsh: [
        ['(cd /; exit 7)', 7, ''],
        ['false | true', 0, ''],
        ['true | false', 1, ''],
      ],
      fish: [
        ["fish -c 'cd /; exit 7'", 7, ''],
        ['false | true', 0, ''],
        ['true | false', 1, ''],
      ],
    },
  },
  {
    name: 'set -e',
    alone: true,
    does: {
      bash: async ({ run, page, finished }) => {
        await run('set -e');
        page.type('false\r');
        await finished();
      },
      zsh: async ({ run, page, finished }) => {
        await run('set -e');
        page.type('false\r');
        await finished();
      },
      // fish has no such mode.
      fish: ['set -q nothing', 'false'],
    },
    records: {
      bash: [
        ['set -e', 0, ''],
        ['false', 1, ''],
      ],
      zsh: [
        ['set -e', 0, ''],
        ['false', 1, ''],
      ],
      fish: [
        ['set -q nothing', 1, ''],
        ['false', 1, ''],
      ],
    },
  },
  {
    name: 'Ctrl-C in the middle',
    does: async ({ page, running, press }) => {
      page.type('sleep 100\r');
      await running();
      await press('\x03');
    },
    records: [['sleep 100', 130, expect.stringMatching(/^(\^C)+$/)]],
  },
  {
    // bash runs lines pasted together one by one, and goes on with the next when one was interrupted, with our
    // integration or without: the record has each with its own exit code. For zsh and fish they are one command.
    name: 'Ctrl-C in the first of several lines pasted together',
    does: {
      bash: async ({ page, running, press, finished }) => {
        page.type('\x1b[200~sleep 100\recho rest\x1b[201~\r');
        await running();
        await press('\x03');
        await finished();
      },
      zsh: async ({ page, running, press }) => {
        page.type('\x1b[200~sleep 100\recho rest\x1b[201~\r');
        await running();
        await press('\x03');
      },
      fish: async ({ page, running, press }) => {
        page.type('\x1b[200~sleep 100\recho rest\x1b[201~\r');
        await running();
        await press('\x03');
      },
    },
    records: {
      bash: [
        ['sleep 100', 130, expect.stringMatching(/^(\^C)+$/)],
        ['echo rest', 0, 'rest'],
      ],
      zsh: [['sleep 100\necho rest', 130, expect.stringMatching(/^(\^C)+$/)]],
      fish: [['sleep 100\necho rest', 130, expect.stringMatching(/^(\^C)+$/)]],
    },
  },
  {
    name: 'a trap that runs in the middle, and one at the end of the shell',
    alone: true,
    does: {
      bash: async ({ run, page, finished }) => {
        await run("trap 'echo caught; false' USR1; trap 'echo bye; false' EXIT");
        await run('kill -USR1 $$; (exit 5)');
        page.type('exit 3\r');
        await finished();
      },
      zsh: async ({ run, page, finished }) => {
        await run("trap 'echo caught; false' USR1; trap 'echo bye; false' EXIT");
        await run('kill -USR1 $$; (exit 5)');
        page.type('exit 3\r');
        await finished();
      },
      fish: async ({ run, page, finished }) => {
        await run("trap 'echo caught; false' USR1; trap 'echo bye; false' EXIT");
        await run("kill -USR1 $fish_pid; sh -c 'exit 5'");
        page.type('exit 3\r');
        await finished();
      },
    },
    records: {
      bash: [
        ["trap 'echo caught; false' USR1; trap 'echo bye; false' EXIT", 0, ''],
        ['kill -USR1 $$; (exit 5)', 5, 'caught'],
        ['exit 3', 3, expect.stringMatching(/bye$/)],
      ],
      zsh: [
        ["trap 'echo caught; false' USR1; trap 'echo bye; false' EXIT", 0, ''],
        ['kill -USR1 $$; (exit 5)', 5, 'caught'],
        ['exit 3', 3, expect.stringMatching(/bye$/)],
      ],
      fish: [
        ["trap 'echo caught; false' USR1; trap 'echo bye; false' EXIT", 0, ''],
        ["kill -USR1 $fish_pid; sh -c 'exit 5'", 5, 'caught'],
        // fish says that the command is over before it runs the trap.
        ['exit 3', 3, ''],
      ],
    },
  },
  {
    name: 'Ctrl-Z',
    alone: true,
    does: async ({ page, running, press, run }) => {
      page.type('sleep 100\r');
      await running();
      await press('\x1a');
      await run('true');
    },
    // fish says 0 of a job that was stopped.
    records: {
      bash: [
        ['sleep 100', 148, expect.stringMatching(/Stopped/)],
        ['true', 0, ''],
      ],
      zsh: [
        ['sleep 100', 148, expect.stringMatching(/suspended/)],
        ['true', 0, ''],
      ],
      fish: [
        ['sleep 100', 0, expect.stringMatching(/stopped/)],
        ['true', 0, ''],
      ],
    },
  },
  {
    name: 'a background job that ends at the prompt',
    alone: true,
    does: async ({ bench, run, shown }) => {
      await run(backgroundJob);
      bench.write('now', '');
      await shown('late');
      await run('true');
    },
    // What it prints at the prompt is no output of a command; fish, and bash at the next command, add their own notices.
    records: {
      bash: [
        [backgroundJob, 0, expect.stringMatching(/^\[1\] \d+$/)],
        ['true', 0, anything],
      ],
      zsh: [
        [backgroundJob, 0, expect.stringMatching(/^\[1\] \d+$/)],
        ['true', 0, ''],
      ],
      fish: [
        [backgroundJob, 0, ''],
        ['true', 0, ''],
      ],
    },
  },
  {
    name: 'exec into another program',
    alone: true,
    does: async ({ page, finished }) => {
      page.type("exec sh -c 'echo x; exit 6'\r");
      await finished();
    },
    records: [["exec sh -c 'echo x; exit 6'", 6, 'x']],
  },
  {
    name: 'exec into another shell, which is not recorded: it is one command until the end',
    alone: true,
    does: async ({ page, shown, finished, recorded }) => {
      page.type('exec bash --norc\r');
      await shown('bash-5');
      page.type('echo ins$((1+1))de; false\r');
      await shown('ins2de');
      expect(recorded()).toEqual([]);
      page.type('exit 4\r');
      await finished();
    },
    records: [['exec bash --norc', 4, expect.stringMatching(/ins2de/)]],
  },
  {
    name: 'a nested shell: one command with the exit code of that shell',
    does: async ({ page, shown, finished, run }) => {
      page.type('bash --norc\r');
      await shown('bash-5');
      page.type('echo ins$((1+1))de; false\r');
      await shown('ins2de');
      page.type('exit 6\r');
      await finished();
      await run('true');
    },
    records: [
      ['bash --norc', 6, expect.stringMatching(/ins2de/)],
      ['true', 0, ''],
    ],
  },
  {
    name: 'vim',
    alone: true,
    does: fullScreen('vim -u NONE x', '"x"', '\x1b:cq\r'),
    records: [['vim -u NONE x', 1, '']],
  },
  {
    name: 'less',
    alone: true,
    does: fullScreen('seq 1 500 | less', '\x1b[?1049h', 'q'),
    records: [['seq 1 500 | less', 0, '']],
  },
  {
    // Debian's top draws on the ordinary screen: what it leaves there is its output.
    name: 'top',
    alone: true,
    does: fullScreen('top', 'load average', 'q'),
    records: [['top', 0, expect.stringMatching(/^top - .*load average/)]],
  },
  {
    name: 'a full-screen program that is killed, and the commands after it',
    alone: true,
    does: async ({ page, finished, run }) => {
      page.type('sh -c \'printf "before\\n\\033[?1049hdrawn"; kill -9 $$\'\r');
      await finished();
      await run('echo after');
    },
    records: [
      [anything, 137, expect.stringMatching(/^before(?!.*drawn)/s)],
      ['echo after', 0, 'after'],
    ],
  },
  {
    name: 'lines of 200 columns and more',
    does: [`echo ${long}`, ` echo ${long}`],
    records: [
      [`echo ${long}`, 0, long],
      [`echo ${long}`, 0, long],
    ],
  },
  {
    name: 'emoji, wide and combined characters',
    does: ["echo '🔥 表 👩‍🚀 e\u0301'", " echo '🔥 表 👩‍🚀 é'"],
    records: each(["echo '🔥 表 👩‍🚀 e\u0301'", "echo '🔥 表 👩‍🚀 é'"], ['🔥 表 👩‍🚀 e\u0301', '🔥 表 👩‍🚀 é']),
  },
  {
    name: 'empty lines and comments',
    does: async ({ bench, page, sessionId, recorded }) => {
      page.type('\r   \r# comment\rfalse\r');
      await until(() => recorded().at(-1)?.[0] === 'false', 'false');
      await bench.prompt(sessionId);
    },
    records: {
      bash: [['false', 1, '']],
      // A comment is one only with interactive_comments.
      zsh: [
        ['# comment', 127, 'zsh: command not found: #'],
        ['false', 1, ''],
      ],
      fish: [['false', 1, '']],
    },
  },
  {
    name: 'lines that history ignores',
    does: [' echo hidden', 'echo shown', ' echo hidden'],
    records: each(['echo hidden', 'echo shown', 'echo hidden'], ['hidden', 'shown', 'hidden']),
  },
  {
    name: 'aliases and functions',
    does: ['ll x', 'f y'],
    records: [
      ['ll x', 0, 'aliased x'],
      ['f y', 4, 'in'],
    ],
  },
  {
    name: 'a command that is not there, and one that cannot be run',
    does: ['nosuch x', '/etc/passwd'],
    records: [
      ['nosuch x', 127, expect.stringMatching(/nosuch/)],
      ['/etc/passwd', 126, expect.stringMatching(/denied|not an executable/)],
    ],
  },
  {
    name: 'very fast commands, typed ahead',
    does: async ({ page, finished }) => {
      page.type(Array.from({ length: 30 }, (_, index) => `echo n${index}\r`).join(''));
      for (let index = 0; index < 30; index += 1) await finished();
    },
    records: Array.from({ length: 30 }, (_, index): Row => [`echo n${index}`, 0, `n${index}`]),
  },
  {
    name: 'output without a newline, and none',
    does: ['printf abc', 'printf "a\\nb"', 'true'],
    records: [
      ['printf abc', 0, 'abc'],
      ['printf "a\\nb"', 0, 'a\nb'],
      ['true', 0, ''],
    ],
  },
  {
    // The excerpt is what was printed, also where it is no longer on the screen.
    name: 'clear and reset',
    alone: true,
    does: ['echo before; clear; echo after', 'reset', 'false'],
    records: [
      ['echo before; clear; echo after', 0, 'before\nafter'],
      ['reset', 0, ''],
      ['false', 1, ''],
    ],
  },
  {
    name: 'output with errors, colours and progress',
    does: ['sh -c \'echo err >&2; printf "\\033[31mred\\033[0m\\n10%%\\r100%%\\n"; exit 3\''],
    records: [[anything, 3, 'err\nred\n100%']],
  },
];

/** Each shell takes its cases in turn, side by side with the other shells. */
const turns: { [Name in ShellName]: Promise<unknown> } = {
  bash: Promise.resolve(),
  zsh: Promise.resolve(),
  fish: Promise.resolve(),
};

function inTurn<Value>(shell: ShellName, act: () => Promise<Value>): Promise<Value> {
  const done = turns[shell].then(act, act);
  turns[shell] = done;
  return done;
}

const openNew = (shell: ShellName, rc = ''): Promise<ShellTerminal> =>
  openShell(createShellBench(shell, `${shells[shell].prompt}\n${startup[shell]}\n${rc}`));

/** A terminal for the cases that leave it as they found it; one in which a case failed is left to nobody. */
const shared = new Map<ShellName, ShellTerminal>();
afterAll(async () => {
  for (const { bench } of shared.values()) await bench.dispose();
});

async function play({ alone = false, does, records }: Case, shell: ShellName): Promise<void> {
  const terminal = (alone ? undefined : shared.get(shell)) ?? (await openNew(shell));
  if (!alone) shared.delete(shell);
  try {
    await terminal.bench.prompt(terminal.sessionId);
    terminal.forget();
    const act = of<readonly string[] | ((terminal: ShellTerminal) => Promise<void>)>(does, shell);
    if (typeof act === 'function') await act(terminal);
    else for (const line of act) await terminal.run(line);
    expect(terminal.recorded()).toEqual(of<readonly Row[]>(records, shell));
    if (!alone) shared.set(shell, terminal);
  } finally {
    if (shared.get(shell) !== terminal) await terminal.bench.dispose();
  }
}

const table = cases.flatMap((row) => shellNames.map((shell) => [shell, row.name, row] as const));

it.concurrent.each(table)('[S73] %s records %s', (shell, _, row) => inTurn(shell, () => play(row, shell)));

it.concurrent.for(shellNames)('[S73] %s records changes of directory, and how long a command took', (shell, test) =>
  inTurn(shell, async () => {
    const { bench, run, sessionId } = await openNew(shell);
    test.onTestFinished(() => bench.dispose());
    for (const line of ["mkdir 'a;b c'", "cd 'a;b c'", 'sleep 0.3', 'cd ..; cd /', 'true']) await run(line);
    const finished = bench.payloads('commandFinished');
    const below = `${bench.home}/a;b c`;
    expect(finished.map(({ cwd }) => cwd)).toEqual([bench.home, bench.home, below, below, '/']);
    expect(finished[2]?.durationMs).toBeGreaterThanOrEqual(200);
    // Not the time at the prompt before it, nor that of a command before.
    expect(finished[2]?.durationMs).toBeLessThan(3_000);
    expect(bench.session(sessionId).cwd).toBe('/');
  }),
);

const trace = { bash: 'set -x', zsh: 'setopt xtrace', fish: 'set -g fish_trace 1' };

it.concurrent.for(shellNames)(
  '[T35] %s keeps the nonce from every program it starts, and off the screen, also while it traces',
  (shell, test) =>
    inTurn(shell, async () => {
      const { bench, run, page } = await openNew(shell, trace[shell]);
      test.onTestFinished(() => bench.dispose());
      const self = shell === 'fish' ? '$fish_pid' : '$$';
      await run(`cat /proc/${self}/environ; echo`);
      await run('env');
      await run('set | cat');
      const nonce = page.text.match(/633;A;([0-9a-f]{32})/)?.[1] ?? expect.fail('no nonce seen');
      // biome-ignore lint/suspicious/noControlCharactersInRegex: this is about control characters
      const shown = page.text.replace(/\x1b\]633;[^\x07]*\x07/g, '');
      const [environ, env] = bench.payloads('commandFinished');
      expect(environ?.excerpt).toContain('WAR_ROOM_NONCE_FILE=');
      expect(env?.excerpt).not.toContain('WAR_ROOM');
      // A builtin that prints the shell's own variables is no program.
      const ownVariables = shown.lastIndexOf('set | cat');
      expect(shown.slice(0, ownVariables)).not.toContain(nonce);
    }),
);
