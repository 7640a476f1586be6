import { readFileSync } from 'node:fs';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { readRunbook, readRunbookInSlices } from '../../electron/runbooks/library/content.ts';
import { readRiskRules } from '../../electron/runbooks/risk/rules.ts';
import { loadBashParser } from '../../electron/runbooks/shell/bash.ts';

export const sizes = [10, 500, 5000] as const;

const rules = readRiskRules(readFileSync(new URL('../../resources/risk/rules.yaml', import.meta.url), 'utf8'));
const parseShell = await loadBashParser();
const remark = unified().use(remarkParse).use(remarkGfm);

/** A runbook as teams write them, with so many steps: sections, conditions, lists, checklists, tables, parameters. */
export function textWith(steps: number): string {
  const parts = ['# Everything is slow\n'];
  for (let at = 0; at < steps; at += 5) {
    parts.push(`## Part ${at}: the API answers slowly

Requests take longer than **two seconds**; \`HighLatency${at}\` fires. See [the other one](./part-${at}.md).

| Sign | Meaning |
|---|---|
| p95 > 2 s | the database is busy |

1. **Check the pods:**

   \`\`\`bash
   # Those that restart
   kubectl get pods -l app=api-${at} -o wide

   # Their log
   kubectl logs <pod-name> --since=${at}m | grep -i error | tail -n 50
   \`\`\`

**If the store ${at} is sealed:**

\`\`\`console
$ vault status
Sealed          true
$ vault operator unseal <key>
\`\`\`

- [ ] Tell the people who wait

\`\`\`bash
psql -h db-${at} -c "
SELECT count(*), state FROM pg_stat_activity GROUP BY state;
"
\`\`\`
`);
  }
  return parts.join('\n');
}

/** Answers the number of steps that were found. */
export function readOurs(text: string): number {
  return parse(text).steps.length;
}

export function parse(text: string) {
  const content = readRunbook(fileOf(Buffer.from(text)), { parseShell, rules });
  if (!content.ok) throw new Error(content.error.message);
  return content.value.runbook;
}

export async function readOursInSlices(text: string): Promise<void> {
  const content = await readRunbookInSlices(fileOf(Buffer.from(text)), { parseShell, rules });
  if (!content.ok) throw new Error(content.error.message);
}

export function readBare(text: string): unknown {
  return remark.parse(text);
}

function fileOf(bytes: Uint8Array) {
  return { id: 'bench:x', bytes, fallbackTitle: 'x' };
}
