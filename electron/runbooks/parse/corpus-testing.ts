// Runbooks with the habits of those that teams write, made up from a seed; for tests and the bench.
import fc from 'fast-check';

/** A made-up runbook, and what a reader of it has to find. */
export interface MadeUpRunbook {
  readonly text: string;
  /** Every command, in order, with its lines at the margin. */
  readonly commands: readonly string[];
  /** Lines of expected output. */
  readonly output: readonly string[];
  readonly items: number;
}

interface Piece {
  readonly lines: readonly string[];
  readonly commands?: readonly string[];
  readonly output?: readonly string[];
  readonly items?: number;
  /** It can't stand inside a list or a quotation, or ends in the middle of a block. */
  readonly outermost?: boolean;
}

type Make = (n: number) => Piece;

/** `n` makes every command differ. */
const commandForms: readonly ((n: number) => string)[] = [
  (n) => `kubectl get pod web-${n} -o wide`,
  (n) => `kubectl logs web-${n} \\\n--tail=50`,
  (n) => `psql -h db -c "\nSELECT ${n};\n"`,
  (n) => `for p in a b; do\necho "$p ${n}"\ndone`,
  (n) => `cat <<EOF | wc -l\nrow ${n}\nEOF`,
  (n) => `curl -s http://api/${n} | grep -i error`,
  (n) => `kubectl delete pod <pod-name> --grace-period=${n}`,
  (n) => `cd /srv/${n} && ls || echo "größer"`,
  (n) => `export RETRIES=${n}`,
  (n) => `vault operator unseal <key-${n}>`,
  (n) => `echo $(date +%s) [POD_NAME] ${n} &`,
];
const fence = (language: string, lines: readonly string[]) => [`\`\`\`${language}`, ...lines, '```'];
const at = <Item>(items: readonly Item[], n: number) => items[n % items.length] as Item;
const command = (n: number) => at(commandForms, n)(n);
const prompted = (prompt: string, text: string) =>
  text.split('\n').map((line, index) => `${index ? '> ' : prompt}${line}`);
const outputs = (n: number) => [`NAME-${n}   READY`, '# not a command', '> quoted', `web-${n}  1/1`];

const blocks: readonly Make[] = [
  (n) => ({ lines: fence('bash', command(n).split('\n')), commands: [command(n)] }),
  (n) => {
    const commands = [command(n), command(n + 1), command(n + 2)];
    const lines = commands.flatMap((text, index) => [
      ...(index ? [''] : []),
      `# ${index + 1}. Check ${n}:`,
      ...text.split('\n'),
    ]);
    return { lines: fence(at(['bash', 'sh', 'shell', 'zsh', 'bash {"cwd":"/srv"}'], n), lines), commands };
  },
  (n) => {
    const [first, second] = [command(n), command(n + 1)];
    const lines = [...prompted('$ ', first), ...outputs(n), ...prompted('$ ', second)];
    return { lines: fence(at(['bash', 'console', ''], n), lines), commands: [first, second], output: outputs(n) };
  },
  (n) => {
    const lines = [`# systemctl status api-${n}`, ` active ${n}`];
    return { lines: fence('console', lines), commands: [`systemctl status api-${n}`], output: [` active ${n}`] };
  },
  (n) => {
    const lines = [`ada@web-1:~$ ls /srv/${n}`, `file-${n}`, `[root@db ~]# df -h /${n}`];
    return { lines: fence('', lines), commands: [`ls /srv/${n}`, `df -h /${n}`], output: [`file-${n}`] };
  },
  (n) => ({
    lines: fence(at(['sql', 'promql', 'yaml', 'http', 'text', ''], n), [
      `Value ${n} of uptime`,
      '',
      `up{job="x"} == ${n}`,
    ]),
  }),
  (n) => ({
    lines: ['Then:', '', `    $ uptime -p ${n}`, `    up ${n} days`],
    commands: [`uptime -p ${n}`],
    output: [`up ${n} days`],
    outermost: true,
  }),
];
const oddities: readonly Make[] = [
  (n) => ({
    lines: [
      '```markdown',
      `# Report ${n}`,
      '',
      '```sql',
      `SELECT ${n};`,
      '```',
      '',
      '## Cause',
      '```',
      '',
      `## After ${n}`,
    ],
    outermost: true,
  }),
  (n) => ({
    lines: ['```bash', `kubectl get pod web-${n}`, '', `## Next ${n}`],
    commands: [`kubectl get pod web-${n}`],
    outermost: true,
  }),
  (n) => ({ lines: ['1. Do', '   ```bash', `ls -la /${n}`, '   ```'], commands: [`ls -la /${n}`], outermost: true }),
  (n) => ({ lines: ['<!--', '```bash', `rm -rf /${n}`, '```', '-->'], outermost: true }),
  (n) => ({ lines: ['````md', '```bash', `rm -rf /${n}`, '```', '````'], outermost: true }),
];
const prose: readonly Make[] = [
  (n) => ({ lines: [`## Section ${n}`] }),
  (n) => ({ lines: [`### If part ${n} is sealed`] }),
  (n) => ({ lines: [`**If the store ${n} is sealed:**`] }),
  (n) => ({ lines: [`See \`HighErrorRate${n}\` and [the other](../db/x-${n}.md#a), or run \`rm -rf /\`.`] }),
  (n) => ({ lines: ['| Alert | Do |', '|---|---|', `| \`ApiDown\` | $ look ${n} |`] }),
  (n) => ({ lines: [`- [ ] Tell them ${n}`, `- [x] Look at ${n}`], items: 2 }),
  (n) => ({ lines: [`${n}. **Check pod status:**`] }),
  (n) => ({ lines: [`- If it is ${n}:`, '  - else:'] }),
  () => ({ lines: ['---'] }),
  (n) => ({ lines: [`It costs $ ${n} â€” and > ${n} users.`] }),
];

const wrappers: readonly ((lines: readonly string[]) => string[])[] = [
  (lines) => [...lines],
  (lines) => ['1. **Do it:**', '', ...lines.map((line) => (line === '' ? '' : `   ${line}`))],
  (lines) => ['- First', '  - second:', ...lines.map((line) => `    ${line}`)],
  (lines) => ['1. Tabbed:', '', ...lines.map((line) => `\t${line}`)],
  (lines) => lines.map((line) => `> ${line}`),
];

/** Runbooks of up to `maxPieces` blocks, labels, lists, tables and mistakes. */
export function madeUpRunbook(maxPieces: number, minPieces = 1): fc.Arbitrary<MadeUpRunbook> {
  const makers = [...blocks, ...blocks, ...prose, ...oddities];
  const choice = fc.record({ make: fc.nat(makers.length - 1), n: fc.nat(9_999), wrap: fc.nat(wrappers.length - 1) });
  return fc.array(choice, { minLength: minPieces, maxLength: maxPieces, size: 'max' }).map((choices) => {
    const lines = ['# Made up', ''];
    const commands: string[] = [];
    const output: string[] = [];
    let items = 0;
    for (const { make, n, wrap } of choices) {
      const piece = at(makers, make)(n);
      lines.push(...(piece.commands && !piece.outermost ? at(wrappers, wrap)(piece.lines) : piece.lines), '');
      commands.push(...(piece.commands ?? []));
      output.push(...(piece.output ?? []));
      items += piece.items ?? 0;
    }
    return { text: lines.join('\n'), commands, output, items };
  });
}
