import { existsSync } from 'node:fs';
import type { TerminalsDependencies } from './index.ts';
import { interrupt, TestBench, type TestPage, until } from './testing.ts';

// For tests: the three shells that are recorded (Debian's packages), each in a terminal that a person might sit at.

export const shells = {
  bash: { path: '/usr/bin/bash', rcFile: '.bashrc', prompt: "PS1='$ '" },
  zsh: { path: '/usr/bin/zsh', rcFile: '.zshrc', prompt: "PROMPT='%% '" },
  fish: {
    path: '/usr/bin/fish',
    rcFile: '.config/fish/config.fish',
    prompt: "function fish_prompt; echo -n '> '; end; function fish_greeting; end",
  },
} as const;

export type ShellName = keyof typeof shells;
export const shellNames = Object.keys(shells) as ShellName[];

/** What a finished command says of itself: its line, its exit code, the excerpt of its output. */
export type Row = readonly [commandLine: unknown, exitCode: number | undefined, excerpt: unknown];

export interface ShellTerminal {
  readonly bench: TestBench;
  readonly sessionId: string;
  readonly page: TestPage;
  /** Runs a line to its end, and to the next prompt. */
  run(line: string): Promise<void>;
  /** Waits for one more finished command. */
  finished(): Promise<void>;
  running(): Promise<void>;
  /** Waits until the page shows `text`, drawn since the last `forget`. */
  shown(text: string): Promise<void>;
  /** Types `key` until a command more has finished, as a person would when a program was not yet listening. */
  press(key: string): Promise<void>;
  /** Everything that has finished since the last `forget`. */
  recorded(): Row[];
  /** What comes from now on counts alone. */
  forget(): void;
}

/** A shell with `rc` as its startup file. Fails where the shell is not installed, rather than pass unseen. */
export function createShellBench(
  shell: ShellName,
  rc: string,
  options: Partial<TerminalsDependencies> = {},
): TestBench {
  const { path, rcFile } = shells[shell];
  if (!existsSync(path)) throw new Error(`${path} is not installed`);
  const bench = new TestBench(path, options);
  bench.write(rcFile, `${rc}\n`);
  return bench;
}

/** A terminal at its first prompt; `bench` has to be disposed of. */
export async function openShell(bench: TestBench): Promise<ShellTerminal> {
  const { sessionId, page } = await bench.open();
  const commands = () => bench.payloads('commandFinished');
  let seen = 0;
  let from = 0;
  let drawnFrom = 0;
  const finished = async () => {
    await until(() => commands().length > seen, `command ${seen + 1}`);
    seen += 1;
  };
  return {
    bench,
    sessionId,
    page,
    finished,
    run: async (line) => {
      page.type(`${line}\r`);
      await finished();
      await bench.prompt(sessionId);
    },
    running: () => until(() => bench.session(sessionId).state === 'running', 'the program'),
    shown: (text) => until(() => page.text.includes(text, drawnFrom), text),
    press: async (key) => {
      await interrupt(page, () => commands().length > seen, `the end after ${JSON.stringify(key)}`, key);
      await finished();
    },
    recorded: () =>
      commands()
        .slice(from)
        .map(({ commandLine, exitCode, excerpt }) => [commandLine, exitCode, excerpt]),
    forget: () => {
      from = commands().length;
      seen = from;
      drawnFrom = page.text.length;
    },
  };
}
