import { existsSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { interrupt, TestBench, type TestPage, until } from './testing.ts';

// Shell x case, with the real shells (Debian's packages; where one is missing the tests fail rather than pass unseen).

let bench: TestBench;
afterEach(() => bench.dispose());

const shells = {
  bash: { path: '/usr/bin/bash', file: '.bashrc', prompt: "PS1='$ '" },
  zsh: { path: '/usr/bin/zsh', file: '.zshrc', prompt: "PROMPT='%% '" },
  fish: {
    path: '/usr/bin/fish',
    file: '.config/fish/config.fish',
    prompt: "function fish_prompt; echo -n '> '; end; function fish_greeting; end",
  },
} as const;
type ShellName = keyof typeof shells;
const names = Object.keys(shells) as ShellName[];
/** One for all shells, or one for each. */
type PerShell<Value> = Value | { readonly [Name in ShellName]: Value };

function of<Value>(value: PerShell<Value>, shell: ShellName): Value {
  const each = value as { readonly [Name in ShellName]?: Value };
  return typeof value === 'object' && value !== null && 'fish' in value ? (each[shell] as Value) : (value as Value);
}

interface Terminal {
  readonly sessionId: string;
  readonly page: TestPage;
  /** Runs a line to its end, and to the next prompt. */
  run(line: string): Promise<void>;
  /** Waits for one more finished command. */
  finished(): Promise<void>;
  running(): Promise<void>;
  shown(text: string): Promise<void>;
}

async function open(shell: ShellName, rc: string): Promise<Terminal> {
  const { path, file } = shells[shell];
  if (!existsSync(path)) expect.fail(`${path} is not installed`);
  bench = new TestBench(path);
  bench.write(file, `${rc}\n`);
  const { sessionId, page } = await bench.open();
  let seen = 0;
  const finished = async () => {
    await until(() => bench.payloads('commandFinished').length > seen, `command ${seen + 1}`);
    seen += 1;
  };
  return {
    sessionId,
    page,
    finished,
    run: async (line) => {
      page.type(`${line}\r`);
      await finished();
      await bench.prompt(sessionId);
    },
    running: () => until(() => bench.session(sessionId).state === 'running', 'the program'),
    shown: (text) => until(() => page.text.includes(text), text),
  };
}

type Row = readonly [commandLine: unknown, exitCode: number | undefined, excerpt: unknown];

const recorded = (): Row[] =>
  bench.payloads('commandFinished').map(({ commandLine, exitCode, excerpt }) => [commandLine, exitCode, excerpt]);

/** bash-preexec's algorithm: armed by the last prompt hook, it takes the first command traced for the person's own. */
const preexecLibrary = `
__pe_armed=''
__pe_debug() { local last=$?; [[ -t 1 && -n $__pe_armed && $BASH_COMMAND != __pe_* ]] || return 0
  __pe_armed=''; __pe_line=$(HISTTIMEFORMAT= builtin history 1); return 0; }
__pe_precmd() { __pe_status=$?; (exit $__pe_status); }
__pe_install() { trap '__pe_debug "$_"' DEBUG; PROMPT_COMMAND=$'__pe_precmd\\n:\\n__pe_arm'; }
__pe_arm() { __pe_armed=on; }
PROMPT_COMMAND=__pe_install`;

const startupFiles: { readonly [Name in ShellName]: Readonly<Record<string, string>> } = {
  bash: {
    'PROMPT_COMMAND as a string': "PS1='$ '; PROMPT_COMMAND='false; true'",
    'PROMPT_COMMAND as an array': "PS1='$ '; PROMPT_COMMAND=(false 'true' '(exit 9)')",
    'a prompt in the way of starship': `starship_preexec() { STARTED=1; }
starship_precmd() { STATUS=$?; PS1="$(echo '\\[\\e[1m\\]st\\[\\e[0m\\]')$STATUS> "; return 5; }
trap 'starship_preexec "$_"' DEBUG; PROMPT_COMMAND=starship_precmd`,
    'a preexec library on the DEBUG trap': `PS1='$ '\n${preexecLibrary}`,
    'substitutions in the prompt': "PS1='$(echo sub; false) $ '",
    'a prompt of two lines with a right part': "PS1='\\n\\w \\[\\e7\\e[60G\\]right\\[\\e8\\]\\n🔥 表 $ '",
    'traps of their own':
      "PS1='$ '; trap true DEBUG; trap true ERR; trap 'echo bye' EXIT; trap true RETURN; trap : INT",
    'posix mode, failglob, no globbing': "PS1='$ '; set -o posix; shopt -s failglob nocasematch; set -f",
    'vi keys': "PS1='$ '; set -o vi",
    'no history': "PS1='$ '; set +o history",
    'prompts that run nothing': "PS1='$ '; shopt -u promptvars",
    'the C locale': "PS1='$ '; export LC_ALL=C",
    'unset variables as errors': "PS1='$ '; unset PS0 PS2; set -u",
    tracing: "PS1='$ '; set -x; { set +x; } 2>/dev/null; PS4='trace '",
  },
  zsh: {
    'precmd and preexec functions': `PROMPT='%% '; precmd() { false; }; preexec() { false; }
autoload -Uz add-zsh-hook; hook() { return 5; }; add-zsh-hook precmd hook; add-zsh-hook preexec hook`,
    'a prompt in the way of starship': `setopt prompt_subst; starship_precmd() { STATUS=$?; PROMPT="st$STATUS> "; return 5; }
starship_preexec() { STARTED=1; }
autoload -Uz add-zsh-hook; add-zsh-hook precmd starship_precmd; add-zsh-hook preexec starship_preexec`,
    'substitutions and a right prompt':
      "setopt prompt_subst; PROMPT='$(echo sub; false) %% '; RPROMPT='%F{red}$(echo r)%f'",
    'a prompt of two lines': "PROMPT=$'\\n%~\\n🔥 表 %# '",
    'traps of their own':
      "PROMPT='%% '; TRAPDEBUG() { true; }; TRAPZERR() { true; }; TRAPEXIT() { echo bye; }; trap : INT",
    'options of ksh': "PROMPT='%% '; emulate ksh; setopt no_unset ksh_arrays sh_word_split",
    'vi keys and widgets of their own': `PROMPT='%% '; bindkey -v; zle-line-init() { true; }; zle -N zle-line-init
zle-keymap-select() { zle reset-prompt; }; zle -N zle-keymap-select`,
    'a prompt without percent escapes': "setopt no_prompt_percent; PROMPT='$ '",
    'no history': "PROMPT='%% '; HISTSIZE=0; unset HISTFILE",
    'a theme that comes after the first prompt': `PROMPT='%% '; late() { PROMPT='late %% '; }
once() { precmd_functions+=(late); precmd_functions=(\${precmd_functions:#once}); }; precmd_functions+=(once)`,
  },
  fish: {
    'the prompt of the distribution': 'true',
    'a prompt in the way of starship':
      "function fish_prompt; set STATUS $status; echo -n (printf 'st%s> ' $STATUS); false; end; function fish_right_prompt; echo right; false; end",
    'event handlers of their own': `${shells.fish.prompt}
function a --on-event fish_postexec; false; end; function b --on-event fish_preexec; false; end; function c --on-event fish_prompt; false; end`,
    'vi keys': `${shells.fish.prompt}; fish_vi_key_bindings; function fish_mode_prompt; echo -n '[m] '; end`,
    'a prompt of two lines': "function fish_prompt; echo; pwd; echo -n '🔥 表 > '; end",
    'private mode': `${shells.fish.prompt}; set -g fish_private_mode 1`,
  },
};

describe.each(names)('startup files of %s', (shell) => {
  it.each(Object.entries(startupFiles[shell]))(
    '[S72] with %s: lines, exit codes, output and the status they show',
    async (_, rc) => {
      const { run, page } = await open(shell, rc);
      const exit7 = shell === 'fish' ? "sh -c 'exit 7'" : '(exit 7)';
      for (const line of ['true', exit7, 'echo out', 'nosuch', 'printf abc']) await run(line);
      expect(recorded()).toEqual([
        ['true', 0, ''],
        [exit7, 7, ''],
        ['echo out', 0, 'out'],
        ['nosuch', 127, expect.stringMatching(/nosuch/)],
        ['printf abc', 0, 'abc'],
      ]);
      // biome-ignore lint/suspicious/noControlCharactersInRegex: this is about control characters
      const shown = page.text.replace(/\x1b\][^\x07]*\x07/g, '');
      expect(shown).not.toMatch(/war_room/);
      if (/starship/.test(rc)) expect(shown).toMatch(/st.{0,8}0> .*st.{0,8}7> .*st.{0,8}127> /s);
    },
  );
});

it.each([
  ['bash', "PS1='[$?] $ '"],
  ['zsh', "PROMPT='[%?] %% '"],
  ['fish', 'function fish_prompt; echo -n "[$status] > "; end'],
] as const)('[S72] %s shows the status of the command in the prompt, not that of ours', async (shell, rc) => {
  const { run, page } = await open(shell, rc);
  for (const line of ['false', 'true']) await run(line);
  // A command is over before its shell has drawn the next prompt.
  await vi.waitFor(() =>
    expect(page.text.match(/\[\d+\] (?=[$%>])/g)?.filter((code, index, all) => code !== all[index - 1])).toEqual([
      '[0] ',
      '[1] ',
      '[0] ',
    ]),
  );
});

it('[S72] bash goes on when PROMPT_COMMAND is assigned anew, or .bashrc is read again', async () => {
  const { run, page } = await open('bash', "PS1='$ '; count=$((count+1))");
  await run('PROMPT_COMMAND=\'PS1="% "\'');
  await run('. ~/.bashrc');
  await run('(exit 3)');
  expect(recorded().map(([, code]) => code)).toEqual([0, 0, 3]);
  await vi.waitFor(() => expect(page.text).toContain('% '));
});

it('[S72] fish goes on when the person chooses another prompt', async () => {
  const { run } = await open('fish', shells.fish.prompt);
  await run("function fish_prompt; echo -n 'new> '; end");
  await run('false');
  expect(recorded().map(([, code]) => code)).toEqual([0, 1]);
});

interface Case {
  readonly name: string;
  /** Added to the startup file. */
  readonly rc?: PerShell<string>;
  /** Lines to be run, or what a person does. */
  readonly does: PerShell<readonly string[] | ((terminal: Terminal) => Promise<void>)>;
  readonly records: PerShell<readonly Row[]>;
}

const anything = expect.any(String);
const long = '0123456789'.repeat(20);
const hidden = { bash: 'HISTCONTROL=ignorespace', zsh: 'setopt hist_ignore_space', fish: 'true' };
const each = (lines: readonly string[], excerpts: readonly unknown[] = []): Row[] =>
  lines.map((line, index) => [line, 0, excerpts[index] ?? '']);

/** Starts a full-screen program, lets it draw, and leaves it. */
const fullScreen =
  (line: string, drawn: string, leave: string) =>
  async ({ page, shown, finished }: Terminal): Promise<void> => {
    page.type(`${line}\r`);
    await shown(drawn);
    await sleep(200);
    page.type(leave);
    await finished();
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
    does: async ({ page, running, finished }) => {
      page.type('sleep 100\r');
      await running();
      await interrupt(page, () => bench.payloads('commandFinished').length > 0, 'the interruption');
      await finished();
    },
    records: [['sleep 100', 130, expect.stringMatching(/^(\^C)+$/)]],
  },
  {
    name: 'Ctrl-Z',
    does: async ({ page, running, finished, run }) => {
      page.type('sleep 100\r');
      await running();
      await sleep(200);
      page.type('\x1a');
      await finished();
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
    does: async ({ run, shown }) => {
      await run("sh -c 'sleep 0.3; echo la''te' &");
      await shown('late');
      await run('true');
    },
    // What it prints at the prompt is no output of a command; fish, and bash at the next command, add their own notices.
    records: {
      bash: [
        ["sh -c 'sleep 0.3; echo la''te' &", 0, expect.stringMatching(/^\[1\] \d+$/)],
        ['true', 0, anything],
      ],
      zsh: [
        ["sh -c 'sleep 0.3; echo la''te' &", 0, expect.stringMatching(/^\[1\] \d+$/)],
        ['true', 0, ''],
      ],
      fish: [
        ["sh -c 'sleep 0.3; echo la''te' &", 0, ''],
        ['true', 0, ''],
      ],
    },
  },
  {
    name: 'exec into another program',
    does: async ({ page, finished }) => {
      page.type("exec sh -c 'echo x; exit 6'\r");
      await finished();
    },
    records: [["exec sh -c 'echo x; exit 6'", 6, 'x']],
  },
  {
    name: 'exec into another shell, which is not recorded: it is one command until the end',
    does: async ({ page, shown, finished }) => {
      page.type('exec bash --norc\r');
      await shown('bash-5');
      page.type('echo ins$((1+1))de; false\r');
      await shown('ins2de');
      expect(bench.payloads('commandFinished')).toEqual([]);
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
    does: fullScreen('vim -u NONE x', '\x1b[?1049h', ':cq\r'),
    records: [['vim -u NONE x', 1, '']],
  },
  {
    name: 'less',
    does: fullScreen('seq 1 500 | less', '\x1b[?1049h', 'q'),
    records: [['seq 1 500 | less', 0, '']],
  },
  {
    // Debian's top draws on the ordinary screen: what it leaves there is its output.
    name: 'top',
    does: fullScreen('top', 'load average', 'q'),
    records: [['top', 0, expect.stringMatching(/^top - .*load average/)]],
  },
  {
    name: 'a full-screen program that is killed, and the commands after it',
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
    rc: hidden,
    does: [`echo ${long}`, ` echo ${long}`],
    records: [
      [`echo ${long}`, 0, long],
      [`echo ${long}`, 0, long],
    ],
  },
  {
    name: 'emoji, wide and combined characters',
    rc: hidden,
    does: ["echo '🔥 表 👩‍🚀 e\u0301'", " echo '🔥 表 👩‍🚀 é'"],
    records: each(["echo '🔥 表 👩‍🚀 e\u0301'", "echo '🔥 表 👩‍🚀 é'"], ['🔥 表 👩‍🚀 e\u0301', '🔥 表 👩‍🚀 é']),
  },
  {
    name: 'empty lines and comments',
    does: async ({ page, sessionId }) => {
      page.type('\r   \r# comment\r');
      await sleep(300);
      page.type('false\r');
      await until(() => bench.payloads('commandFinished').at(-1)?.commandLine === 'false', 'false');
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
    rc: hidden,
    does: [' echo hidden', 'echo shown', ' echo hidden'],
    records: each(['echo hidden', 'echo shown', 'echo hidden'], ['hidden', 'shown', 'hidden']),
  },
  {
    name: 'aliases and functions',
    rc: {
      bash: "alias ll='echo aliased'; f() { echo in; return 4; }",
      zsh: "alias ll='echo aliased'; f() { echo in; return 4; }",
      fish: "alias ll='echo aliased'; function f; echo in; return 4; end",
    },
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

describe.each(names)('%s', (shell) => {
  it.each(cases)('[S73] records $name', async ({ rc = '', does, records }) => {
    const { prompt } = shells[shell];
    const terminal = await open(shell, `${prompt}\n${of(rc, shell)}`);
    const act = of<readonly string[] | ((terminal: Terminal) => Promise<void>)>(does, shell);
    if (typeof act === 'function') await act(terminal);
    else for (const line of act) await terminal.run(line);
    expect(recorded()).toEqual(of<readonly Row[]>(records, shell));
  });

  it('[S73] records changes of directory, and how long a command took', async () => {
    const { run } = await open(shell, shells[shell].prompt);
    for (const line of ["mkdir 'a;b c'", "cd 'a;b c'", 'sleep 0.3', 'cd ..; cd /', 'true']) await run(line);
    const finished = bench.payloads('commandFinished');
    const below = `${bench.home}/a;b c`;
    expect(finished.map(({ cwd }) => cwd)).toEqual([bench.home, bench.home, below, below, '/']);
    expect(finished[2]?.durationMs).toBeGreaterThanOrEqual(290);
    // Not the time at the prompt before it, nor that of a command before.
    expect(finished[2]?.durationMs).toBeLessThan(3_000);
    expect(bench.session(bench.service.sessions()[0]?.sessionId ?? '').cwd).toBe('/');
  });

  it('[T35] keeps the nonce from every program it starts, and off the screen, also while it traces', async () => {
    const trace = { bash: 'set -x', zsh: 'setopt xtrace', fish: 'set -g fish_trace 1' };
    const { run, page } = await open(shell, `${shells[shell].prompt}\n${trace[shell]}`);
    const self = shell === 'fish' ? '$fish_pid' : '$$';
    await run(`cat /proc/${self}/environ`);
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
  });
});
