import { readFileSync } from 'node:fs';
import { setImmediate as othersRan } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { readRiskRules } from '../risk/rules.ts';
import { loadBashParser } from '../shell/bash.ts';
import { type RunbookReader, readRunbook, readRunbookInSlices } from './content.ts';

const reader: RunbookReader = {
  rules: readRiskRules(readFileSync(new URL('../../../resources/risk/rules.yaml', import.meta.url), 'utf8')),
  parseShell: await loadBashParser(),
};
const fileOf = (text: string | Uint8Array) => ({ id: 'team:x', bytes: Buffer.from(text), fallbackTitle: 'x' });

it('[B59] reads a large file in slices, between which others have their turn, the same as at once', async () => {
  const section = (at: number) => `## Part ${at}\n\n- [ ] Look\n\n\`\`\`bash\nkubectl get pod web-${at}\n\`\`\`\n`;
  const file = fileOf(Array.from({ length: 200 }, (_, at) => section(at)).join('\n'));
  let turns = 0;
  let reading = true;
  const sliced = readRunbookInSlices(file, reader).finally(() => {
    reading = false;
  });
  while (reading) {
    await othersRan();
    turns += 1;
  }
  expect(turns).toBeGreaterThan(3);
  expect(await sliced).toEqual(readRunbook(file, reader));
});

it('[B59] reads 10 MB of one line, 3 MB of one block, and what is no text at all', async () => {
  const line = await readRunbookInSlices(fileOf(`# T\n\n${'*a* [b] '.repeat(1_200_000)}`), reader);
  expect(line).toMatchObject({ ok: true, value: { runbook: { title: 'T', steps: [], problems: [] } } });
  const block = await readRunbookInSlices(
    fileOf(`\`\`\`bash\n${'echo "$x"\n'.repeat(300_000)}\`\`\`\n\n## Next\n`),
    reader,
  );
  expect(block).toMatchObject({ ok: true, value: { runbook: { title: 'Next', steps: [{ parsed: false, line: 2 }] } } });
  const binary = await readRunbookInSlices(fileOf(new Uint8Array(9_000_000)), reader);
  expect(binary).toMatchObject({ ok: false, error: { code: 'unreadable' } });
});
