import type { ParseShell } from '../shell/script.ts';

/** One prompted command of a block, or, for a block without prompts, the whole of it. */
export interface PromptedPart {
  readonly script: string;
  /** Lines of the block above it. */
  readonly lineOffset: number;
  /** The comment line right above the prompt. */
  readonly comment?: string;
  /** What follows until the next prompt. */
  readonly output?: string;
}

type IsValid = (script: string) => boolean;

const consoleLanguages = new Set(['console', 'terminal']);
/** After these, `# ` is the prompt of another shell and no longer a comment or a line of output. */
const opensShell = /^\s*(?:sudo\s+(?:-[is]|su|bash|sh)\b|su\b|ssh\b|(?:docker|podman|kubectl|oc)\s+exec\b)/;
/** A command that stays open longer than this swallowed its output: then only its first line is the command. */
const MAX_CONTINUATION = 200;

/** So many characters a block may have the shell parser read to see where its commands end. */
const MAX_PARSED = 300_000;
/** `$ `, and behind a name as prompts carry it: `ada@web-1:~$ `, `[root@db ~]# `. */
const promptForm = /^\s*(?:\([\w.-]+\) )?(\[?[\w.-]+@[\w.-]+[: ]?[^\s$#%>]*\]?)?([$#%>])(?: |$)/;

/** Whether any line of the block starts with a prompt: then only those lines are commands. */
export function hasPrompts(block: string, language: string): boolean {
  return block.split('\n').some((line) => promptOf(line, language) !== undefined);
}

function promptOf(line: string, language: string): string | undefined {
  const [, host, prompt] = promptForm.exec(line) ?? [];
  if (prompt === undefined) return undefined;
  if (host !== undefined) return prompt === '>' ? undefined : '$';
  return prompt === '$' || consoleLanguages.has(language) ? prompt : undefined;
}

/**
 * Splits a block with prompts into its commands, each with its continuation lines and the output that is expected of
 * it. Where `$ ` is the block's prompt, `# `, `% ` and `> ` are comments and output, unless a command opened another
 * shell before.
 */
export function splitPrompts(block: string, language: string, parseShell: ParseShell): PromptedPart[] {
  const lines = block.split('\n');
  const prompts = new Set(lines.map((line) => promptOf(line, language)).filter((prompt) => prompt !== undefined));
  const others = prompts.has('$') ? [] : [...prompts].filter((prompt) => prompt !== '>' || prompts.size === 1);
  const isPrompt = (line: string, inOtherShell: boolean) => {
    const prompt = promptOf(line, language);
    if (prompt === undefined) return false;
    return prompt === '$' || others.includes(prompt) || (inOtherShell && prompt === '#');
  };
  const parts: PromptedPart[] = [];
  let comment: string | undefined;
  let output: string[] = [];
  let inOtherShell = false;
  let budget = MAX_PARSED;
  const isValid: IsValid = (script) => {
    budget -= script.length;
    return budget > 0 && parseShell(script).valid;
  };
  const finish = () => {
    const last = parts.pop();
    if (!last) return;
    const text = output.join('\n').replace(/^\s*\n|\s+$/g, '');
    parts.push(text === '' ? last : { ...last, output: text });
  };
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    if (!isPrompt(line, inOtherShell)) {
      const next = lines[at + 1];
      if (/^\s*#/.test(line) && next !== undefined && isPrompt(next, inOtherShell)) comment = line;
      else output.push(line);
      continue;
    }
    finish();
    output = [];
    const taken = takeCommand(lines, at, (text) => isPrompt(text, inOtherShell), isValid);
    if (taken.script.trim() !== '') {
      parts.push({ script: taken.script, lineOffset: at, ...(comment === undefined ? {} : { comment }) });
      inOtherShell ||= opensShell.test(taken.script);
    }
    comment = undefined;
    at += taken.lines - 1;
  }
  finish();
  return parts;
}

/** The prompted line with what continues it: backslashes, `> ` lines, open quotes, heredocs and loops. */
function takeCommand(
  lines: readonly string[],
  start: number,
  isPrompt: (line: string) => boolean,
  isValid: IsValid,
): { readonly script: string; readonly lines: number } {
  const first = (lines[start] ?? '').replace(promptForm, '');
  let script = first;
  let count = 1;
  while (count <= MAX_CONTINUATION) {
    const open = /(^|[^\\])(\\\\)*\\$/.test(script) || !isValid(script);
    const next = lines[start + count];
    if (!open) return { script, lines: count };
    if (next === undefined) break;
    const continued = /^\s*> ?(.*)$/.exec(next)?.[1];
    if (continued === undefined && isPrompt(next)) break;
    script += `\n${continued ?? next}`;
    count += 1;
  }
  // Never complete: what follows is output, except behind backslashes.
  let kept = first;
  let keptLines = 1;
  while (kept.endsWith('\\') && start + keptLines < lines.length) {
    kept += `\n${lines[start + keptLines]}`;
    keptLines += 1;
  }
  return { script: kept, lines: keptLines };
}
