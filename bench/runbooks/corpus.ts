import fc from 'fast-check';
import { madeUpRunbook } from '../../electron/runbooks/parse/corpus-testing.ts';
import { parse } from './runbooks.ts';

const RUNBOOKS = 500;
const SEED = 42;

/** Reads made-up runbooks and prints how much of them was found, and how much that was none. */
export function benchCorpus(line: (name: string, ...values: string[]) => void): void {
  const atMargin = (text: string) => text.replace(/^[ \t]+/gm, '');
  let written = 0;
  let found = 0;
  let wrong = 0;
  let outputs = 0;
  let warnings = 0;
  for (const made of fc.sample(madeUpRunbook(30), { numRuns: RUNBOOKS, seed: SEED })) {
    const { steps, problems } = parse(made.text);
    const commands = new Set(made.commands);
    const read = new Set(steps.map(({ command }) => atMargin(command)));
    written += commands.size;
    found += [...commands].filter((command) => read.has(command)).length;
    wrong += [...read].filter((command) => !commands.has(command)).length;
    outputs += made.output.length;
    warnings += problems.length;
  }
  line(`${RUNBOOKS} made-up runbooks`);
  line('  commands written, found', String(written), String(found));
  line('  taken for commands wrongly', String(wrong), `of ${outputs} lines of output`);
  line('  warnings', String(warnings));
}
