import { describe, expect, it, vi } from 'vitest';
import {
  createShellBench,
  openShell,
  type ShellName,
  type ShellTerminal,
  shellNames,
  shells,
} from './shell-testing.ts';

// What people keep in their startup files, with the real shells. Each file needs a shell of its own: they run side by side.

async function open(
  shell: ShellName,
  rc: string,
  onTestFinished: (dispose: () => Promise<void>) => void,
): Promise<ShellTerminal> {
  const bench = createShellBench(shell, rc);
  onTestFinished(() => bench.dispose());
  return openShell(bench);
}

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

describe.each(shellNames)('startup files of %s', (shell) => {
  it.concurrent.for(Object.entries(startupFiles[shell]))(
    '[S72] with %s: lines, exit codes, output and the status they show',
    async ([, rc], { onTestFinished }) => {
      const { run, page, recorded } = await open(shell, rc, onTestFinished);
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

it.concurrent.for([
  ['bash', "PS1='[$?] $ '"],
  ['zsh', "PROMPT='[%?] %% '"],
  ['fish', 'function fish_prompt; echo -n "[$status] > "; end'],
] as const)(
  '[S72] %s shows the status of the command in the prompt, not that of ours',
  async ([shell, rc], { onTestFinished }) => {
    const { run, page } = await open(shell, rc, onTestFinished);
    for (const line of ['false', 'true']) await run(line);
    // A command is over before its shell has drawn the next prompt.
    await vi.waitFor(() =>
      expect(page.text.match(/\[\d+\] (?=[$%>])/g)?.filter((code, index, all) => code !== all[index - 1])).toEqual([
        '[0] ',
        '[1] ',
        '[0] ',
      ]),
    );
  },
);

it.concurrent('[S72] bash goes on when PROMPT_COMMAND is assigned anew, or .bashrc is read again', async ({
  onTestFinished,
}) => {
  const { run, page, recorded } = await open('bash', "PS1='$ '; count=$((count+1))", onTestFinished);
  await run('PROMPT_COMMAND=\'PS1="% "\'');
  await run('. ~/.bashrc');
  await run('(exit 3)');
  expect(recorded().map(([, code]) => code)).toEqual([0, 0, 3]);
  await vi.waitFor(() => expect(page.text).toContain('% '));
});

it.concurrent('[S72] fish goes on when the person chooses another prompt', async ({ onTestFinished }) => {
  const { run, recorded } = await open('fish', shells.fish.prompt, onTestFinished);
  await run("function fish_prompt; echo -n 'new> '; end");
  await run('false');
  expect(recorded().map(([, code]) => code)).toEqual([0, 1]);
});
