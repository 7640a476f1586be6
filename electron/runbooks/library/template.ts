import { stringify } from 'yaml';

/** A runbook to begin with: every part that one should have, and what belongs there. `today`: YYYY-MM-DD. */
export function runbookTemplate(title: string, today: string): string {
  const front = stringify(
    { title, owner: 'Name the team', last_reviewed: today, review_every: '90 days' },
    { lineWidth: 0 },
  );
  return `---
${front}alerts: []
services: []
parameters:
  service-url:
    description: Address that answers when all is well
    default: http://localhost:8080/health
---

# ${title.replaceAll(/[\\\\`*_{}[\]<>#|~&]/g, '\\\\$&')}

Say in one sentence what is broken and for whom.

## Symptoms

- The alert that fires, in backticks, and what users see.

## Investigation

1. **Does it answer?**

   \`\`\`bash
   curl -sS -o /dev/null -w '%{http_code}\\n' <service-url>
   \`\`\`

## Mitigation

**If it does not answer:** say what to do, one command to a step.

- [ ] Tell who is affected

## Verification

Say how to see that it is over.

## Escalation

Say whom to call, and when.
`;
}
